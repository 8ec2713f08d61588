namespace Gatehouse.Client.Tokens.Grants;

/// <summary>What a token is for.</summary>
/// <param name="Audience">The <c>audience</c>, as several providers want it and RFC 8693 section 2.1 has it; null for none.</param>
/// <param name="Resource">The <c>resource</c> (RFC 8707 section 2); null for none.</param>
internal sealed record TokenTarget(string? Audience, string? Resource)
{
    /// <summary>Adds it, and the scopes, to a form.</summary>
    public void AddTo(List<KeyValuePair<string, string>> form, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Count > 0)
        {
            form.Add(new("scope", string.Join(' ', scopes)));
        }

        if (Audience is not null)
        {
            form.Add(new("audience", Audience));
        }

        if (Resource is not null)
        {
            form.Add(new("resource", Resource));
        }
    }
}
