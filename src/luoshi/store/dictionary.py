"""What every stored reading begins with in common, so that short readings are packed as well as long ones.

A library is unpacked with the dictionary it was packed with: this text never changes. It is a reading with a finding of
each kind, as reading format 1 writes it.
"""

DICTIONARY = (
    b'{"format":"luoshi.reading/1","engine":{"name":"luoshi","version":"0.1.0","codebook":"1","registry":"2026-11"},'
    b'"source":{"id":"sha256:","uri":"","media_type":"text/plain","title":null,"publisher":null,"published":"2025-",'
    b'"page":null,"authors":[],"read_at":null},"text":"","policy_events":[{"text":"","entity":"cc20-plenum4","spans":[[1,2]]}],'
    b'"places":[{"span":[0,1],"page":null,"box":null,"bytes":[0,3],"confidence":null}],'
    b'"paragraphs":[{"id":"P001","spans":[[0,1]],"role":"title","section":null,"order":null,"joins":false,"duplicate_of":null},'
    b'{"id":"P002","spans":[[0,1]],"role":"body","section":"S01","order":2,"joins":false,"duplicate_of":null}],'
    b'"sections":[{"id":"S01","subject":{"text":"","entity":""},"slogan":null,"speaker":null,"byline":null}],'
    b'"responses":[{"id":"R01","section":"S01","subject":{"text":"","entity":""},"policy_events":[{"text":"","entity":""}],'
    b'"date":"2025-","date_text":null,"kind":"conveyance","body":null,"lag_days":1,"spans":[[1,2]],"quote":""}],'
    b'"units":[{"id":"P002.1","section":"S01","spans":[[1,2]],"modality":"exhortation","checkable":null,"themes":["study"],'
    b'"confidence":0.9},{"id":"P002.2","section":"S01","spans":[[1,2]],"modality":"background","checkable":null,"themes":[],'
    b'"confidence":0.9},{"id":"P002.3","section":"S01","spans":[[1,2]],"modality":"undertaking","checkable":true,'
    b'"themes":["innovation","industry"],"confidence":0.9}],'
    b'"people":[{"name":"","title":null,"org":"","section":"S01","spans":[[1,2]]}],'
    b'"organisations":[{"name":"","kind":null,"section":"S01","spans":[[1,2]]}],'
    b'"industries":[{"name":"","code":null,"section":"S01","spans":[[1,2]]}],'
    b'"formulations":[{"text":"","count":null,"members":[],"entity":null,"section":"S01","spans":[[1,2]]}],'
    b'"quantities":[{"value":1.0,"unit":"","comparator":null,"indicator":null,"kind":"achieved","period":null,"section":"S01",'
    b'"spans":[[1,2]],"quote":""}],"problems":[]}'
)
