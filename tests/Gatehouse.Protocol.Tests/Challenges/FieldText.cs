using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

/// <summary>Challenges as one comparable text, with separators that no field can hold.</summary>
internal static class FieldText
{
    public static string Of(IEnumerable<Challenge> challenges) =>
        string.Concat(challenges.Select(item => Of(item.Scheme, item.Token68, item.Parameters)));

    public static string Of(Credentials credentials) =>
        Of(credentials.Scheme, credentials.Token68, credentials.Parameters);

    public static string Challenge(string scheme, string? token68, IEnumerable<string> parameters) =>
        $"\u0001{scheme}{(token68 is null ? "" : $"\u0002{token68}")}{string.Concat(parameters)}";

    public static string Parameter(string name, string value) => $"\u0003{name}\u0004{value}";

    private static string Of(string scheme, string? token68, IEnumerable<AuthParameter> parameters) =>
        Challenge(scheme, token68, parameters.Select(item => Parameter(item.Name, item.Value)));
}
