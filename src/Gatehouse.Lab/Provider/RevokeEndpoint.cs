namespace Gatehouse.Lab.Provider;

/// <summary>Where tokens are ended (RFC 7009). An unknown token is no error (section 2.2).</summary>
internal sealed class RevokeEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not "POST")
        {
            return OAuthAnswer.WrongMethod("POST");
        }

        if (call.Fault is { } fault)
        {
            return OAuthAnswer.Error("invalid_request", fault);
        }

        var (client, refusal) = ClientAuthentication.Authenticate(call);
        if (client is null)
        {
            return refusal!;
        }

        if (call["token"] is not { } text)
        {
            return OAuthAnswer.Error("invalid_request", "token is missing.");
        }

        if (provider.Ledger.FindToken(text) is { } token)
        {
            if (token.ClientId != client.Id)
            {
                return OAuthAnswer.Error("invalid_client", "The token was given to another client.");
            }

            provider.Revoke(text);
        }

        return new OAuthAnswer(200);
    }
}
