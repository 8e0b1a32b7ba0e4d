import Foundation

extension Int {
    /// The number as a size: `340 KiB`.
    package var byteCount: String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var size = Double(self)
        var unit = 0
        while size >= 1024, unit < units.count - 1 {
            size /= 1024
            unit += 1
        }
        return String(format: unit == 0 || size >= 100 ? "%.0f %@" : "%.1f %@", size, units[unit])
    }
}
