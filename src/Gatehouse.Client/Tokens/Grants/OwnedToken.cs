namespace Gatehouse.Client.Tokens.Grants;

/// <summary>Tokens that come from elsewhere and cannot be renewed here.</summary>
internal static class OwnedToken
{
    /// <summary>A token whose end ends all, unless another one is found at its source by then.</summary>
    public static GrantedToken Of(AccessToken token, DateTimeOffset now, string reason)
    {
        var end = token.ExpiresAt ?? TokenHints.EndOf(token.Value);
        return new GrantedToken
        {
            Token = end == token.ExpiresAt ? token : new AccessToken(token.Value, end, token.Type, token.Scopes),
            GotAt = now,
            SessionEndsAt = end,
            SessionEndReason = reason,
        };
    }
}
