namespace Gatehouse.EndToEnd.Dress;

/// <summary>Express with Passport's strategy for Bearer.</summary>
public sealed class ExpressBearerServer : ExpressServer
{
    /// <inheritdoc/>
    public override string Path => "/bearer";
}
