import Testing

@Suite struct MusterUITestsPlaceholder { @Test func p() {} }
