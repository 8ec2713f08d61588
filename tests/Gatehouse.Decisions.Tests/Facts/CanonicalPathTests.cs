using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Facts;

public class CanonicalPathTests
{
    private static readonly string[] Dots = [".", "%2e", "%2E"];

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a/", "/a/")]
    [InlineData("/%61%62", "/ab")]
    [InlineData("/%7euser", "/~user")]
    [InlineData("/a%20b", "/a%20b")]
    [InlineData("/%d1%84", "/%D1%84")]
    [InlineData("/%40admin", "/@admin")]
    [InlineData("/a%23b", "/a%23b")]
    [InlineData("/a%3Fb", "/a%3Fb")]
    [InlineData("/100%25", "/100%25")]
    [InlineData("/.well-known/x", "/.well-known/x")]
    [InlineData("/a..b/...", "/a..b/...")]
    [InlineData("/a/b?x=/../y", "/a/b")]
    [InlineData("http://host/a", "/a")]
    [InlineData("http://host", "/")]
    [InlineData("*", "*")]
    public void Path_has_one_form(string target, string canonical)
    {
        var path = CanonicalPath.Read(target);
        Assert.Equal(PathFault.None, path.Fault);
        Assert.Equal(canonical, path.Text);
    }

    [Fact]
    public void Dot_segments_are_refused_in_every_spelling_and_place()
    {
        string[] separators = ["/", "%2f", "%2F", "%5c", "\\"];
        var segments = Dots.Concat(Dots.SelectMany(first => Dots.Select(second => first + second)));
        foreach (var segment in segments.SelectMany(each => (string[])[each, each + ";x", each + "%3bx", each + ";"]))
        {
            foreach (var separator in separators)
            {
                Assert.NotEqual(PathFault.None, CanonicalPath.Read($"/public{separator}{segment}/admin").Fault);
                Assert.NotEqual(PathFault.None, CanonicalPath.Read($"/public{separator}{segment}").Fault);
                Assert.NotEqual(PathFault.None, CanonicalPath.Read($"/{segment}{separator}admin").Fault);
            }
        }
    }

    [Theory]
    [InlineData("//admin", PathFault.EmptySegment)]
    [InlineData("/a//b", PathFault.EmptySegment)]
    [InlineData("/a//", PathFault.EmptySegment)]
    [InlineData("/;/admin", PathFault.EmptySegment)]
    [InlineData("/public/;x=1/../admin", PathFault.EmptySegment)]
    [InlineData("/%3bx/admin", PathFault.EmptySegment)]
    [InlineData("http://host?a#b", PathFault.Fragment)]
    [InlineData("http://host#b", PathFault.Fragment)]
    [InlineData("http://host\\admin", PathFault.Backslash)]
    [InlineData("http://host//admin", PathFault.EmptySegment)]
    [InlineData("/%ed%a0%80", PathFault.NotUtf8)]
    [InlineData("/%f5%80%80%80", PathFault.NotUtf8)]
    [InlineData("/a\0b", PathFault.ControlCharacter)]
    [InlineData("/a?b\0", PathFault.ControlCharacter)]
    [InlineData("/a?b\\c", PathFault.Backslash)]
    [InlineData("/a%7fb", PathFault.ControlCharacter)]
    [InlineData("host:443", PathFault.NotAPath)]
    [InlineData("/%", PathFault.BadPercent)]
    [InlineData("/a#b", PathFault.Fragment)]
    [InlineData("/a?b#c", PathFault.Fragment)]
    [InlineData("/a\\b", PathFault.Backslash)]
    [InlineData("/a%5Cb", PathFault.Backslash)]
    [InlineData("/a%00b", PathFault.ControlCharacter)]
    [InlineData("/a%0d%0ab", PathFault.ControlCharacter)]
    [InlineData("/a%2561", PathFault.DoubleEncoding)]
    [InlineData("/%252e%252e/a", PathFault.DoubleEncoding)]
    [InlineData("/%25%32%65", PathFault.DoubleEncoding)]
    [InlineData("/a%zz", PathFault.BadPercent)]
    [InlineData("/a%4", PathFault.BadPercent)]
    [InlineData("/%c0%ae%c0%ae/a", PathFault.NotUtf8)]
    [InlineData("/%ff", PathFault.NotUtf8)]
    [InlineData("/\u00ff", PathFault.NotUtf8)]
    [InlineData("admin", PathFault.NotAPath)]
    [InlineData("", PathFault.NotAPath)]
    public void What_can_be_read_in_two_ways_is_named(string target, PathFault fault) =>
        Assert.Equal(fault, CanonicalPath.Read(target).Fault);

    [Theory]
    [InlineData("/a;b/c")]
    [InlineData("/a/b;")]
    [InlineData("/a%3Bb")]
    public void Parameters_are_noted_for_the_route_to_judge(string target) =>
        Assert.True(CanonicalPath.Read(target).HasParameters);

    [Theory]
    [InlineData("/a%2Fb")]
    [InlineData("/a%2fb")]
    public void Encoded_slashes_are_noted_for_the_route_to_judge(string target)
    {
        var path = CanonicalPath.Read(target);
        Assert.True(path.HasEncodedSlash);
        Assert.Equal("/a%2Fb", path.Text);
    }

    [Fact]
    public void Canonical_form_is_its_own_and_decodes_to_what_was_sent()
    {
        var pieces = Gen.Elements(
            "a",
            "B",
            "/",
            ".",
            "..",
            "%2e",
            "%2F",
            "%41",
            "%7E",
            "%25",
            ";",
            "~",
            "%C3%A9",
            "%20",
            "'",
            "+",
            "%"
        );
        var targets = Gen.ListOf(pieces, 8).Select(parts => "/" + string.Concat(parts));
        Prop.ForAll(
                Arb.From(targets),
                target =>
                {
                    var path = CanonicalPath.Read(target);
                    if (path.Fault != PathFault.None)
                    {
                        return true;
                    }

                    var again = CanonicalPath.Read(path.Text);
                    return again.Fault == PathFault.None
                        && again.Text == path.Text
                        && Uri.UnescapeDataString(path.Text) == Uri.UnescapeDataString(target);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Clean_path_costs_no_allocation()
    {
        const string Target = "/api/orders/42";
        CanonicalPath.Read(Target);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            CanonicalPath.Read(Target);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("/a;x/b", "/a/b")]
    [InlineData("/a/;x", null)]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("/%2Fadmin", "/admin")]
    [InlineData("/a%2F%2Fb/", "/a/b/")]
    [InlineData("/a;x%2Fb;y/c", "/a/c /a;x/b;y/c /a/b/c")]
    public void Every_reading_of_a_path_that_has_several_is_known(string target, string? readings)
    {
        var path = CanonicalPath.Read(target);
        Assert.Equal(readings is null, path.Fault != PathFault.None);
        Assert.Equal(readings ?? "", string.Join(' ', path.OtherReadings()));
    }

    [Fact]
    public void Overlong_target_is_refused() =>
        Assert.Equal(PathFault.TooLong, CanonicalPath.Read("/" + new string('a', 16 * 1024)).Fault);

    [Fact]
    public void Two_spellings_of_one_decoded_path_have_one_form()
    {
        var spelled = Gen.ListOf(Gen.Elements("a", "B", "/", ".", "~", "\u00e9", " ", "+", "@", "!", "x"), 7)
            .Select(parts => "/" + string.Concat(parts));
        var choices = Gen.ListOf(Gen.Elements(0, 1, 2), 16);
        Prop.ForAll(
                Arb.From(spelled),
                Arb.From(choices),
                (decoded, how) =>
                {
                    var once = CanonicalPath.Read(Spell(decoded, _ => 1));
                    var again = CanonicalPath.Read(Spell(decoded, index => how[index % how.Count]));
                    return once == again;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    // 0: raw where that is one octet, 1: upper-case escapes, 2: lower-case escapes.
    private static string Spell(string decoded, Func<int, int> how)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < decoded.Length; i++)
        {
            if (decoded[i] == '/' || (how(i) == 0 && decoded[i] is > ' ' and < '\u007f'))
            {
                text.Append(decoded[i]);
                continue;
            }

            foreach (var octet in System.Text.Encoding.UTF8.GetBytes(decoded, i, 1))
            {
                text.Append('%').Append(how(i) == 2 ? Convert.ToHexStringLower([octet]) : Convert.ToHexString([octet]));
            }
        }

        return text.ToString();
    }
}
