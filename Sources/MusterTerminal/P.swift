enum MusterTerminalPlaceholder {}
