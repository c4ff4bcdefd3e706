"""Participant lists come in: bytes → table → mapping of columns → participants, with each bad row reported.

``read_table`` → ``propose_mapping`` (a person confirms) → ``read_participants`` → ``resolve_wishes`` →
``propose_links`` (a person confirms). Nothing here writes anywhere: whoever imports keeps what came out, or not.
"""
