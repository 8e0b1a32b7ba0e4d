extension Array {
    /// One element, chosen by the generator; the array must not be empty.
    func choice(_ random: inout SeededGenerator) -> Element {
        self[Int(random.next() % UInt64(count))]
    }
}
