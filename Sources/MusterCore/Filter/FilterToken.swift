/// A piece of a filter as it was written, so that a screen can show what each piece is.
package struct FilterToken: Sendable, Hashable {
    /// What a piece can be.
    package enum Kind: Sendable, Hashable {
        /// What stands between words.
        case space
        /// The `-` that turns a word round.
        case negation
        /// `is:`, or the `ctx` of a comparison.
        case key
        /// `>=` and the like.
        case comparison
        /// What follows a key or comparison.
        case value
        /// The `|` between values.
        case separator
        /// A bare word.
        case text
        /// `@name`, a saved filter.
        case name
    }

    /// What it is.
    package var kind: Kind
    /// Its place in the source, counted in characters.
    package var range: Range<Int>
    /// Whether a complaint is about it.
    package var isWrong = false
}
