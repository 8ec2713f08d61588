using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class DamagedConfigurationTests
{
    private static readonly string Full = File.ReadAllText(
        ReadConfiguration.Repository("docs", "examples", "full.yaml")
    );

    private static readonly string[] Odd =
    [
        "\0",
        "\t",
        "\n",
        "\r",
        " ",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "*",
        "&a ",
        "!!x ",
        "|\n",
        ">\n",
        "'",
        "\"",
        "\\",
        "#",
        "%",
        "@",
        "---\n",
        "...\n",
        "? ",
        "<<: ",
        "null",
        "~",
        "\u00E9",
        "\uFEFF",
        "\u2028",
        "0",
        "-1",
        "999999999999999999999",
        "/**",
        "://",
        "*.x",
        "%2e%2E",
        "true",
        "a: {b: [c, {d: e}]}\n",
    ];

    private static readonly Gen<Func<string, string>> Damage = Gen.OneOf(
        from at in Gen.Choose(0, 1_000_000)
        from count in Gen.Choose(1, 40)
        select new Func<string, string>(text =>
            text.Length == 0 ? text : text.Remove(at % text.Length, Math.Min(count, text.Length - (at % text.Length)))
        ),
        from at in Gen.Choose(0, 1_000_000)
        from odd in Gen.Elements(Odd)
        select new Func<string, string>(text => text.Insert(at % (text.Length + 1), odd)),
        from at in Gen.Choose(0, 1_000_000)
        from odd in Gen.Elements(Odd)
        select new Func<string, string>(text =>
            text.Length == 0 ? odd : text.Remove(at % text.Length, 1).Insert(at % text.Length, odd)
        ),
        from at in Gen.Choose(0, 1_000_000)
        select new Func<string, string>(text => text[..(at % (text.Length + 1))]),
        from first in Gen.Choose(0, 1_000)
        from second in Gen.Choose(0, 1_000)
        select new Func<string, string>(text =>
        {
            var lines = text.Split('\n');
            (lines[first % lines.Length], lines[second % lines.Length]) = (
                lines[second % lines.Length],
                lines[first % lines.Length]
            );
            return string.Join('\n', lines);
        }),
        from line in Gen.Choose(0, 1_000)
        select new Func<string, string>(text =>
        {
            var lines = text.Split('\n').ToList();
            lines.RemoveAt(line % lines.Count);
            return string.Join('\n', lines);
        })
    );

    [Fact]
    public void A_damaged_file_never_throws_and_each_problem_has_its_line()
    {
        var texts =
            from damages in Damage.ListOf()
            select damages.Take(6).Aggregate(Full, (text, damage) => damage(text));

        Prop.ForAll(texts.ToArbitrary(), text => Holds(ReadConfiguration.From(text), text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));
    }

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        var path = Path.GetTempFileName();
        try
        {
            var damages = from at in Gen.Choose(0, 1_000_000) from value in Gen.Choose(0, 255) select (at, (byte)value);

            Prop.ForAll(
                    damages.ListOf().ToArbitrary(),
                    list =>
                    {
                        var bytes = Encoding.UTF8.GetBytes(Full);
                        foreach (var (at, value) in list)
                        {
                            bytes[at % bytes.Length] = value;
                        }

                        File.WriteAllBytes(path, bytes);
                        return Holds(ConfigurationReader.ReadFile(path), Encoding.Latin1.GetString(bytes));
                    }
                )
                .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool Holds(ConfigurationResult result, string text)
    {
        var lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + text.AsSpan().Count('\u2028') + 2;
        return result.Problems.All(problem =>
                problem.Line >= 1
                && problem.Line <= lines
                && problem.Column >= 1
                && problem.Id.Length > 0
                && problem.Message.Length > 0
            )
            && (result.Configuration is null) == result.Problems.Any(problem => problem.Severity == Severity.Error);
    }
}
