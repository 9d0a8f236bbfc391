"""The registry: zones and other bodies, policy events, formulations, codes and cues. All of it is data in `data/`."""
