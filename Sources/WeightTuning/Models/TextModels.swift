import GroupMatching

// The linear models of other tools, as they write them in text.

extension LinearModelFormat {
  /// A line of pairs under comments. What was normalised while learning has to be in the feature file already.
  static let rankLib = LinearModelFormat(
    id: "ranklib", summary: "RankLib's coordinate ascent and linear regression: '1:0.3 2:0.1' under '##' comments"
  ) { text in
    text.lines.first { !$0.text.hasPrefix("#") }?.text.contains(":") == true
  } read: { text throws(TuningError) in
    var weights: [(feature: Int, weight: Double)] = []
    for line in text.lines where !line.text.hasPrefix("#") {
      weights += try text.pairs(line.text, line: line.number)
    }
    // Feature 0 is RankLib's intercept: its files count features from 1.
    return try .plain(weights.filter { $0.feature > 0 }, format: "ranklib", of: text)
  }

  /// A head of lines `value # what it is`, then support vectors; with a linear kernel their sum is the weights.
  static let svmLight = LinearModelFormat(
    id: "svmlight", summary: "SVM-light and SVM-rank with the linear kernel: a head, then 'factor 1:0.3 2:0.1 #'"
  ) { text in
    text.lines.first?.text.hasPrefix("SVM-light") == true
  } read: { text throws(TuningError) in
    var weights: [(feature: Int, weight: Double)] = []
    var isHead = true
    for line in text.lines.dropFirst() {
      let content = line.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let comment = content.count > 1 ? content[1].trimmed : ""
      if isHead {
        if comment == "kernel type", content[0].trimmed != "0" {
          throw text.malformed(line.number, "kernel type", content[0].trimmed, "0, the linear kernel")
        }
        isHead = !comment.hasPrefix("threshold b")
        continue
      }
      let vector = content[0].trimmed
      let factor = vector.prefix { !$0.isWhitespace }
      guard let size = Double(factor), size.isFinite else {
        throw text.malformed(line.number, "factor", factor, "a number before the pairs")
      }
      weights += try text.pairs(vector.dropFirst(factor.count), line: line.number).map {
        ($0.feature, size * $0.weight)
      }
    }
    return try .plain(weights, format: "svmlight", of: text)
  }

  /// A head of names and values, then a weight a line from feature 1 on.
  static let liblinear = LinearModelFormat(
    id: "liblinear",
    summary: "LIBLINEAR with two classes or a regression: a head from 'solver_type' to 'w', then a weight a line"
  ) { text in
    text.lines.first?.text.hasPrefix("solver_type") == true
  } read: { text throws(TuningError) in
    var head: [Substring: (line: Int, values: [Substring])] = [:]
    var rest = text.lines[...]
    while let line = rest.popFirst(), line.text != "w" {
      let words = line.text.split(whereSeparator: \.isWhitespace)
      head[words[0]] = (line.number, Array(words.dropFirst()))
    }
    if let classes = head["nr_class"], classes.values != ["2"] {
      throw text.malformed(classes.line, "nr_class", classes.values.joined(separator: " "), "2")
    }
    // Weights speak for the first label: the relevant one may stand second.
    let labels = head["label"]?.values.compactMap { Double($0) } ?? []
    let sign = labels.count == 2 && labels[0] < labels[1] ? -1.0 : 1
    let count = head["nr_feature"]?.values.first.flatMap { Int($0) }
    var weights: [(feature: Int, weight: Double)] = []
    for (place, line) in rest.enumerated() where count.map({ place < $0 }) ?? true {
      guard let weight = Double(line.text), weight.isFinite else {
        throw text.malformed(line.number, "weight", line.text, "a number")
      }
      weights.append((place + 1, sign * weight))
    }
    if let count, weights.count < count {
      throw .model(file: text.file, reason: "\(weights.count) weights, expected \(count) as in nr_feature")
    }
    return try .plain(weights, format: "liblinear", of: text)
  }

  /// `{"topic":0.4,"distance":0.1}` or `{"1":0.4,"8":0.1}`: what is left out weighs nothing.
  static let names = LinearModelFormat(
    id: "names", summary: "a JSON object of weights by Kith's feature names or by feature numbers"
  ) { text in
    text.object.map { object in object["weights"] == nil && !object.isEmpty } ?? false
  } read: { text throws(TuningError) in
    var weights: [(feature: Int, weight: Double)] = []
    for (name, value) in text.object ?? [:] {
      let number = KithFeature.number(named: name) ?? Int(name)
      guard let number, (0...FeatureTable.featureIDLimit).contains(number) else {
        throw .model(file: text.file, reason: "/\(name): expected a feature's number or one of \(KithFeature.names)")
      }
      guard case .number(let weight) = value, weight.isFinite else {
        throw .model(file: text.file, reason: "/\(name): expected a number")
      }
      weights.append((number, weight))
    }
    return try .plain(weights, format: "names", of: text)
  }
}

/// Kith's own features as feature files number them: from 1, in the order of `Feature.all`.
enum KithFeature {
  static func number(named name: String) -> Int? { Feature.all.firstIndex { $0.id == name }.map { $0 + 1 } }

  static var names: String { Feature.all.map(\.id).joined(separator: ", ") }
}
