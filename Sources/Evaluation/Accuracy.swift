/// Share of the in-scope utterances whose right intent stands among the first `count` of the ranking,
/// ignoring rejection, 0...1; nil without in-scope utterances.
public func accuracy(of utterances: [EvaluatedUtterance], top count: Int = 1) -> Double? {
  share(of: utterances.filter(\.isInScope)) { $0.isAmong(first: count) }
}

/// Share of the in-scope utterances that are answered correctly; a rejected one is an error. This
/// is the "in-scope accuracy" of Larson et al. 2019 (doi:10.18653/v1/D19-1131). Nil without in-scope
/// utterances.
public func accuracyWithRejection(of utterances: [EvaluatedUtterance]) -> Double? {
  share(of: utterances.filter(\.isInScope), where: \.isAnsweredCorrectly)
}

/// The share of `elements` that satisfy `condition`; nil when there are none.
func share<Element>(of elements: [Element], where condition: (Element) -> Bool) -> Double? {
  quotient(elements.count(where: condition), elements.count)
}

/// `part / whole`; nil when `whole` is 0.
func quotient(_ part: Int, _ whole: Int) -> Double? {
  whole == 0 ? nil : Double(part) / Double(whole)
}
