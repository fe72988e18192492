"""What several workspaces share: the player and the timeline."""
