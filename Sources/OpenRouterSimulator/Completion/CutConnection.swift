/// Thrown while a body is written to close its connection in the middle.
struct CutConnection: Error {}
