"""The rules of captions, one file each; ``captions.rule`` says what belongs into one."""
