/// What a command throws that a signal ended, after it has put everything in order.
///
/// The exit code is then 128 and the signal's number, which is what a shell shows for a program that
/// the signal killed; so whoever sent it sees that it was heeded.
struct EndedBySignal: Error {
    let number: Int32
}
