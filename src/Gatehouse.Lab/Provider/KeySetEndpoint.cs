namespace Gatehouse.Lab.Provider;

/// <summary>The published keys (RFC 7517 section 5).</summary>
internal sealed class KeySetEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call) =>
        call.Method is "GET" or "HEAD" ? OAuthAnswer.Ok(provider.KeySet()) : OAuthAnswer.WrongMethod("GET");
}
