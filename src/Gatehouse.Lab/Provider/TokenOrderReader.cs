using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Lab.Provider;

/// <summary>
/// Reads an order from the parameters of a query: <c>age=10m&amp;audience=other&amp;claim.acr=gold&amp;header.typ=JWT</c>.
/// A claim or header member that is empty is removed; one that is JSON is taken as such.
/// </summary>
internal static class TokenOrderReader
{
    private const string ClaimPrefix = "claim.";
    private const string HeaderPrefix = "header.";

    private static readonly Dictionary<string, Func<TokenOrder, string, (TokenOrder?, string?)>> _members = new(
        StringComparer.Ordinal
    )
    {
        ["kind"] = static (order, text) => Choice<TokenKind>(text, value => order with { Kind = value }),
        ["subject"] = static (order, text) => (order with { Subject = text }, null),
        ["audience"] = static (order, text) => (order with { Audience = text }, null),
        ["scope"] = static (order, text) => (order with { Scope = text }, null),
        ["client"] = static (order, text) => (order with { ClientId = text }, null),
        ["issuer"] = static (order, text) => (order with { Issuer = text }, null),
        ["age"] = static (order, text) => Duration(text, value => order with { Age = value }),
        ["lifetime"] = static (order, text) => Duration(text, value => order with { Lifetime = value }),
        ["not-before"] = static (order, text) => Duration(text, value => order with { NotBefore = value }),
        ["auth-age"] = static (order, text) => Duration(text, value => order with { AuthAge = value }),
        ["algorithm"] = static (order, text) => Choice<TokenAlgorithm>(text, value => order with { Algorithm = value }),
        ["key"] = static (order, text) => Choice<TokenKey>(text, value => order with { Key = value }),
        ["tamper"] = static (order, text) => Choice<TokenTamper>(text, value => order with { Tamper = value }),
    };

    /// <summary>Reads an order; the fault is a sentence.</summary>
    public static (TokenOrder? Order, string? Fault) Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var order = new TokenOrder();
        foreach (var (name, text) in parameters)
        {
            if (name.StartsWith(ClaimPrefix, StringComparison.Ordinal))
            {
                order = order with { Claims = order.Claims.SetItem(name[ClaimPrefix.Length..], Value(text)) };
                continue;
            }

            if (name.StartsWith(HeaderPrefix, StringComparison.Ordinal))
            {
                order = order with { Header = order.Header.SetItem(name[HeaderPrefix.Length..], Value(text)) };
                continue;
            }

            if (!_members.TryGetValue(name, out var member))
            {
                return (
                    null,
                    $"A token has no such member. {NearestName.Hint(name, [.. _members.Keys, "claim.*", "header.*"])}"
                );
            }

            var (changed, fault) = member(order, text);
            if (changed is null)
            {
                return (null, $"{name} {fault}");
            }

            order = changed;
        }

        return (order, null);
    }

    private static (TokenOrder?, string?) Duration(string text, Func<TimeSpan, TokenOrder> with) =>
        DurationText.TryParse(text, out var value) ? (with(value), null) : (null, $"is {DurationText.Form}.");

    private static (TokenOrder?, string?) Choice<T>(string text, Func<T, TokenOrder> with)
        where T : struct, Enum =>
        EnumText<T>.TryParse(text, out var value)
            ? (with(value), null)
            : (null, $"is none of its values. {NearestName.Hint(text, EnumText<T>.Names)}");

    private static JsonNode? Value(string text) =>
        text.Length == 0 ? null
        : StrictJson.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var json, out _)
            ? JsonNode.Parse(json.GetRawText())
        : text;
}
