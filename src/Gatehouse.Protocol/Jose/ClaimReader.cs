using System.Text.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>Reads claims by type and keeps the first fault: a claim of another type is never taken for a missing one.</summary>
internal ref struct ClaimReader
{
    /// <summary>9999-12-31T23:59:59Z, the last second that a date can hold.</summary>
    private const long LastSecond = 253_402_300_799;

    private readonly JsonElement _claims;

    public ClaimReader(JsonElement claims) => _claims = claims;

    public JwsFault Fault { get; private set; }

    /// <summary>A claim that is a string where present.</summary>
    public string? Text(string name) => _claims.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>A claim that says nothing when it is null, and is a string otherwise.</summary>
    public string? OptionalText(string name) =>
        _claims.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? TextOf(value) : null;

    /// <summary>A member of <c>cnf</c> (RFC 7800 section 3.1).</summary>
    public string? Confirmation(string member)
    {
        if (!_claims.TryGetProperty("cnf"u8, out var cnf))
        {
            return null;
        }

        if (cnf.ValueKind != JsonValueKind.Object)
        {
            Fail(JwsFault.ClaimType);
            return null;
        }

        return cnf.TryGetProperty(member, out var value) ? TextOf(value) : null;
    }

    /// <summary>A NumericDate (RFC 7519 section 2) in whole seconds.</summary>
    /// <param name="name">The claim.</param>
    /// <param name="up">Whether a fraction counts as the next second, not the last.</param>
    public long? Seconds(string name, bool up = false)
    {
        if (!_claims.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Fail(JwsFault.ClaimType);
            return null;
        }

        if (!value.TryGetDecimal(out var exact) || exact is < 0 or > LastSecond)
        {
            Fail(JwsFault.ClaimRange);
            return null;
        }

        return (long)(up ? decimal.Ceiling(exact) : decimal.Floor(exact));
    }

    /// <summary>A claim that is a string or an array of strings; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name, bool split = false)
    {
        if (!_claims.TryGetProperty(name, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            var texts = new List<string>(value.GetArrayLength());
            foreach (var item in value.EnumerateArray())
            {
                texts.Add(TextOf(item) ?? "");
            }

            return texts;
        }

        var text = TextOf(value) ?? "";
        return split ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [text];
    }

    private string? TextOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Fail(JwsFault.ClaimType);
        return null;
    }

    private void Fail(JwsFault fault) => Fault = Fault == JwsFault.None ? fault : Fault;
}
