/// A piece of a filter's source, for syntax highlighting.
package struct FilterToken: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case space
        /// The `-` that negates a word.
        case negation
        /// `is:`, or the `ctx` of a comparison.
        case key
        /// `>=` and the like.
        case comparison
        /// The text after a key or comparison.
        case value
        /// The `|` between values.
        case separator
        case text
        /// `@name`, a saved filter.
        case name
        /// The beginning of a condition that the user is typing; it does not filter yet.
        case pending
    }

    package var kind: Kind
    /// Its range in the source, in characters.
    package var range: Range<Int>
    /// Marks a token that a complaint refers to.
    package var isWrong = false
}
