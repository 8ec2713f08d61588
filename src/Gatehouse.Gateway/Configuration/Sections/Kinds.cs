using System.Net;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>The kinds of values that several sections use.</summary>
internal static class Kinds
{
    public static ValueKind<bool> Boolean { get; } = new BooleanKind();

    public static ScalarKind<string> Name { get; } = new NameKind();

    public static ScalarKind<string> Text { get; } = new TextKind();

    public static ScalarKind<string> Role { get; } = new RoleKind();

    public static ScalarKind<string> Method { get; } = new MethodKind();

    public static ScalarKind<string> Header { get; } = new TokenKind();

    public static ValueKind<SecretValue> Secret { get; } = new SecretKind();

    public static ValueKind<Uri> Url { get; } = new UrlKind();

    public static ValueKind<IReadOnlyList<string>> Scopes { get; } = new ListKind<string>(new ScopeKind());

    public static ValueKind<IReadOnlyList<string>> Methods { get; } =
        new ListKind<string>(new MethodKind(), mayBeEmpty: false);

    public static ValueKind<IReadOnlyList<IPNetwork>> Networks { get; } = new ListKind<IPNetwork>(new NetworkKind());

    public static ValueKind<TimeSpan> Duration(TimeSpan least, TimeSpan most) => new DurationKind(least, most);
}
