import Foundation

/// The locale that screens are measured in.
package enum ScreenLocale {
    /// Sets `LC_CTYPE` to UTF-8, once a process; whether there is such a locale.
    ///
    /// Widths come from libc, which knows only ASCII before this. A suite asks for it in its `init`.
    package static let isUTF8: Bool = setlocale(LC_CTYPE, "C.UTF-8") != nil
}
