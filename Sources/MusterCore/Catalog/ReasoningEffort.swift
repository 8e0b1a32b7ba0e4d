/// How much a model is to think before it answers, from most to least.
package enum ReasoningEffort: String, Sendable, CaseIterable {
    case max
    case xhigh
    case high
    case medium
    case low
    case minimal
    case none
}
