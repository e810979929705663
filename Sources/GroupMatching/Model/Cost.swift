/// What a group asks for a session.
public struct Cost: Sendable, Hashable {
  /// How it is asked.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case free
    case donation
    case slidingScale = "sliding-scale"
    case fixed
    case insurance

    /// How a sentence says it.
    public var phrase: String {
      switch self {
      case .free: "free"
      case .donation: "by donation"
      case .slidingScale: "on a sliding scale"
      case .fixed: "at a fixed price"
      case .insurance: "through insurance"
      }
    }
  }

  /// A range of prices in one currency.
  public struct Amount: Sendable, Hashable {
    /// The least that is asked.
    public let minimum: Double
    /// The most that is asked; equal to `minimum` where there is one price.
    public let maximum: Double
    /// ISO 4217, such as `USD`; absent where the directory gives a bare number.
    public let currency: String?

    /// - Returns: `nil` where a price is negative or not finite, or they are the wrong way round.
    public init?(minimum: Double, maximum: Double, currency: String?) {
      guard minimum.isFinite, maximum.isFinite, minimum >= 0, minimum <= maximum else { return nil }
      self.minimum = minimum
      self.maximum = maximum
      self.currency = currency
    }
  }

  /// How it is asked.
  public let kind: Kind
  /// How much; absent where not stated.
  public let amount: Amount?

  public init(kind: Kind, amount: Amount? = nil) {
    self.kind = kind
    self.amount = amount
  }

  /// The least that somebody has to pay, in the amount's currency; `nil` where not stated.
  public var leastPrice: Double? {
    switch kind {
    case .free, .donation: 0
    case .slidingScale, .fixed, .insurance: amount?.minimum
    }
  }
}

/// The most that somebody can pay for a session.
public struct Budget: Sendable, Hashable {
  /// The amount, 0 or more.
  public let maximum: Double
  /// ISO 4217; absent where the person gave a bare number, which then compares with any currency.
  public let currency: String?

  /// - Returns: `nil` where the amount is negative or not finite.
  public init?(maximum: Double, currency: String? = nil) {
    guard maximum.isFinite, maximum >= 0 else { return nil }
    self.maximum = maximum
    self.currency = currency
  }

  /// Whether a cost is within the budget; `nil` where it is not stated, or stated in another currency.
  public func covers(_ cost: Cost?) -> Bool? {
    guard let cost, let price = cost.leastPrice else { return nil }
    if price == 0 { return true }
    if let mine = currency, let theirs = cost.amount?.currency, mine != theirs { return nil }
    return price <= maximum
  }
}
