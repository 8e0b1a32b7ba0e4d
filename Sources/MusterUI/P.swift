enum MusterUIPlaceholder {}
