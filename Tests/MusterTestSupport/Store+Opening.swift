package import Foundation
package import MusterCore

extension Store {
    /// Opens a database of OpenRouter.
    package static func open(path: String, now: Date) throws(StoreError) -> Store {
        try open(path: path, service: .openRouter, now: now)
    }
}
