import Foundation

/// libFuzzer over one of the readers; docs/CONTRIBUTING.md says how to run it.
///
/// Its first argument names a `FuzzTarget`; the others are libFuzzer's.
/// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
@main enum MusterFuzzer {
    private static let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init)

    static func main() {
        guard target != nil else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            print("Name what to fuzz: \(names).")
            exit(64)
        }
        var count = CommandLine.argc - 1
        var arguments: UnsafeMutablePointer? = CommandLine.unsafeArgv + 1
        exit(runFuzzer(&count, &arguments, check))
    }

    /// Ends the program where something does not hold, which libFuzzer reports with the input.
    private static let check: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = {
        pointer,
        count in
        target?.check(Array(UnsafeBufferPointer(start: pointer, count: count)))
        return 0
    }
}

/// libFuzzer's own driver.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
