namespace Gatehouse.Doctor.Rules;

/// <summary>
/// How strongly an observation speaks for or against a cause: the decimal logarithm of how much likelier it is where the
/// cause is the one than where it is not.
/// </summary>
internal enum Strength
{
    /// <summary>As good as impossible together: a factor of ten thousand against.</summary>
    Excludes = -400,

    /// <summary>A factor of a hundred against.</summary>
    StronglyAgainst = -200,

    /// <summary>A factor of ten against.</summary>
    Against = -100,

    /// <summary>A factor of three against.</summary>
    WeaklyAgainst = -50,

    /// <summary>A factor of three.</summary>
    Weak = 50,

    /// <summary>A factor of ten: it stands to reason, but there are other explanations.</summary>
    Moderate = 100,

    /// <summary>A factor of thirty: what is meant most often.</summary>
    Marked = 150,

    /// <summary>A factor of a hundred: seldom seen for any other reason.</summary>
    Strong = 200,

    /// <summary>A factor of ten thousand: the server says so, or it was shown by experiment.</summary>
    Decisive = 400,
}
