import Testing

@Suite struct TidyTestsPlaceholder { @Test func p() {} }
