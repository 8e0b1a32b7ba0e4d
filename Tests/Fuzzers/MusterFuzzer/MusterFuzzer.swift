import Foundation

/// libFuzzer over one of the readers; docs/CONTRIBUTING.md says how to run it.
///
/// `MUSTER_FUZZER` names a `FuzzTarget`; the arguments are libFuzzer's.
/// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
@main enum MusterFuzzer {
    private static let target = ProcessInfo.processInfo.environment["MUSTER_FUZZER"]
        .flatMap(FuzzTarget.init)

    static func main() {
        guard target != nil else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            print("MUSTER_FUZZER names what to fuzz: \(names).")
            exit(64)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer? = CommandLine.unsafeArgv
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
