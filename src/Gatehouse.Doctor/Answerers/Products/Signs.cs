using System.Text.RegularExpressions;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>What an answer can be recognised by. Each compares without regard to case.</summary>
internal static class Signs
{
    /// <summary>A field is there.</summary>
    public static Sign Field(string name, double sureness) =>
        new($"the field {name}", sureness, exchange => exchange.Answer!.Headers.Has(name));

    /// <summary>A field that holds this text.</summary>
    public static Sign Field(string name, string text, double sureness) =>
        new(
            $"{name}: {text}",
            sureness,
            exchange => exchange.Answer!.Headers.All(name).Any(value => Holds(value, text))
        );

    /// <summary>A field whose name begins like this.</summary>
    public static Sign FieldsLike(string prefix, double sureness) =>
        new(
            $"a field {prefix}...",
            sureness,
            exchange =>
                exchange.Answer!.Headers.Any(line => line.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>The server's name begins like this. A proxy hands on the application's refusal under its own name, so this alone is never sure.</summary>
    public static Sign Server(string name, double sureness) =>
        new(
            $"Server: {name}",
            sureness,
            exchange =>
                exchange.Answer!.Headers["Server"]?.TrimStart().StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    is true
        );

    /// <summary>The body holds this.</summary>
    public static Sign Body(string text, double sureness) =>
        new($"its page says {text}", sureness, exchange => Holds(Head(exchange.Answer!.Body), text));

    /// <summary>The body is exactly this, white space around it aside.</summary>
    public static Sign WholeBody(string text, double sureness) =>
        new($"its body is {text}", sureness, exchange => exchange.Answer!.Body.AsSpan().Trim().SequenceEqual(text));

    /// <summary>The body fits this pattern.</summary>
    public static Sign Shape(string described, Regex pattern, double sureness) =>
        new(described, sureness, exchange => pattern.IsMatch(Head(exchange.Answer!.Body)));

    /// <summary>A challenge holds this.</summary>
    public static Sign Challenge(string text, double sureness) => Field("WWW-Authenticate", text, sureness);

    /// <summary>A cookie whose name begins like this is set.</summary>
    public static Sign Cookie(string prefix, double sureness) =>
        new(
            $"a cookie {prefix}",
            sureness,
            exchange =>
                exchange
                    .Answer!.Headers.All("Set-Cookie")
                    .Any(value => value.TrimStart().StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>A redirect leads to an address that holds this.</summary>
    public static Sign Location(string text, double sureness) => Field("Location", text, sureness);

    /// <summary>The host that was asked is this one or one below it.</summary>
    public static Sign Host(string name, double sureness) =>
        new(
            $"the host {name}",
            sureness,
            exchange =>
                exchange.Request?.Url is { IsAbsoluteUri: true, Host: var host }
                && (
                    host.Equals(name, StringComparison.OrdinalIgnoreCase)
                    || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)
                )
        );

    /// <summary>The path that was asked for begins like this.</summary>
    public static Sign Path(string prefix, double sureness) =>
        new(
            $"a path {prefix}",
            sureness,
            exchange =>
                exchange.Request?.Url is { IsAbsoluteUri: true, AbsolutePath: var path }
                && path.Contains(prefix, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The reason phrase begins like this.</summary>
    public static Sign Reason(string text, double sureness) =>
        new(
            $"the reason phrase {text}",
            sureness,
            exchange => exchange.Answer!.Reason?.StartsWith(text, StringComparison.OrdinalIgnoreCase) is true
        );

    private static bool Holds(string value, string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);

    // A page names its maker early, or at its end.
    private static string Head(string body) => body.Length > 32_768 ? body[..32_768] : body;
}
