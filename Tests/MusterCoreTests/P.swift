import Testing

@Suite struct MusterCoreTestsPlaceholder { @Test func p() {} }
