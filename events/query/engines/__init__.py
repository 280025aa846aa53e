"""Who answers questions: the protocol that engines share, and the engine in memory."""
