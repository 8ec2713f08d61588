namespace Gatehouse.EndToEnd.Dress;

/// <summary>Express with Passport's strategy for Digest.</summary>
public sealed class ExpressDigestServer : ExpressServer
{
    /// <inheritdoc/>
    public override string Path => "/digest";
}
