namespace Gatehouse.Protocol.Challenges;

/// <summary>What the cursor reads: one scheme and what followed it, with notations.</summary>
internal sealed record ParsedChallenge(string Scheme, string? Token68, IReadOnlyList<ParsedParameter> Parameters)
{
    public bool IsLoneWord => Token68 is null && Parameters.Count == 0;

    public AuthValue ToValue()
    {
        var parameters = Parameters.Count == 0 ? [] : new AuthParameter[Parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = new AuthParameter(Parameters[i].Name, Parameters[i].Value);
        }

        return new AuthValue(Scheme, Token68, parameters);
    }
}
