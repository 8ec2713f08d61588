namespace Gatehouse.Protocol.Digest;

/// <summary>Why well-formed credentials of the scheme cannot be judged. Holds nothing of what was sent.</summary>
/// <param name="Parameter">The parameter, in lower case.</param>
/// <param name="Problem">What is the matter with it, as words that may follow its name: <c>is missing</c>.</param>
public sealed record DigestFault(string Parameter, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Parameter} {Problem}";
}
