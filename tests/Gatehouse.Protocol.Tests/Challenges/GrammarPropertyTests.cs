using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class GrammarPropertyTests
{
    private static readonly Gen<string> Token = Text(1, 8, "abcXYZ019!#$%&'*+-.^_`|~");

    private static readonly Gen<string> Value = Text(0, 12, "ab Z09\"\\,=;:/<>\t\u0080\u00E9\u00FF");

    private static readonly Gen<string> Token68 =
        from body in Text(1, 12, "abcXYZ019-._~+/")
        from padding in Gen.Choose(0, 3)
        select body + new string('=', padding);

    private static readonly Gen<string> Scheme = Gen.OneOf(
        Token,
        Gen.Elements("Basic", "Digest", "Bearer", "Negotiate")
    );

    private static readonly Gen<(string Name, string Value)[]> Parameters =
        from names in Gen.OneOf(Token, Gen.Elements("realm", "algorithm", "nc", "qop", "error_description")).ListOf()
        from values in Value.ListOf(names.Count)
        from words in Token.ListOf(names.Count)
        select names
            .Select((name, i) => (name, name is "algorithm" or "nc" or "qop" ? words[i] : values[i]))
            .DistinctBy(parameter => parameter.name, StringComparer.OrdinalIgnoreCase)
            .ToArray();

    private static readonly Gen<Challenge[]> Writable = Gen.OneOf(
            from scheme in Scheme
            from parameters in Parameters
            select Challenge.Create(scheme, parameters),
            from scheme in Scheme
            from token68 in Token68
            select Challenge.WithToken68(scheme, token68)
        )
        .ArrayOf();

    private static readonly Gen<string> Grammarish = Gen.Elements(
            "a",
            "Bc",
            "=",
            "==",
            ",",
            ", ",
            " ",
            "  ",
            "\t",
            "\"",
            "\\",
            "/",
            "d=e",
            "f = \"g,\"",
            "Basic ",
            "\u00E9",
            "\u0001"
        )
        .ListOf()
        .Select(pieces => string.Concat(pieces.Take(10)).Trim(' ', '\t'));

    private static readonly Gen<string> Octets = Gen.Choose(0, 0xFF)
        .Select(octet => (char)octet)
        .ArrayOf()
        .Select(octets => new string(octets));

    [Fact]
    public void Any_list_written_on_one_line_reads_back_the_same() =>
        Hold(
            Writable,
            challenges =>
                ChallengeParser.TryParse([ChallengeWriter.WriteList(challenges)], out var read, out _)
                && challenges.SequenceEqual(read)
        );

    [Fact]
    public void Any_list_written_one_line_each_reads_back_the_same() =>
        Hold(
            Writable,
            challenges =>
                ChallengeParser.TryParse([.. challenges.Select(ChallengeWriter.Write)], out var read, out _)
                && challenges.SequenceEqual(read)
        );

    [Fact]
    public void Any_credentials_written_read_back_the_same() =>
        Hold(
            from scheme in Scheme
            from parameters in Parameters
            select Credentials.Create(scheme, parameters),
            credentials =>
                CredentialsParser.TryParse(ChallengeWriter.Write(credentials), out var read, out _)
                && credentials.Equals(read)
        );

    [Fact]
    public void What_is_parsed_can_be_written_and_reads_back_the_same() =>
        Hold(
            Grammarish,
            line =>
                !ChallengeParser.TryParse([line], out var read, out _)
                || (
                    ChallengeParser.TryParse([ChallengeWriter.WriteList(read)], out var again, out _)
                    && read.SequenceEqual(again)
                )
        );

    [Fact]
    public void The_parser_agrees_with_the_grammar_taken_literally() =>
        Hold(
            Grammarish,
            line =>
            {
                var all = new NaiveChallengeParser(line).ReadAll();
                return ChallengeParser.TryParse([line], out var challenges, out _)
                    ? string.Equals(Assert.Single(all), FieldText.Of(challenges), StringComparison.Ordinal)
                    : all.Count == 0;
            },
            tests: 5000
        );

    [Fact]
    public void The_credentials_parser_reads_what_is_one_challenge_and_no_list() =>
        Hold(
            Grammarish,
            value =>
                !CredentialsParser.TryParse(value, out var credentials, out _)
                || (
                    ChallengeParser.TryParse([value], out var challenges, out _)
                    && challenges.Count == 1
                    && string.Equals(FieldText.Of(challenges), FieldText.Of(credentials!), StringComparison.Ordinal)
                ),
            tests: 2000
        );

    [Fact]
    public void No_octets_make_a_reading_throw() =>
        Hold(
            Gen.OneOf(Octets, Grammarish).ArrayOf(),
            lines =>
            {
                var strict = ChallengeParser.TryParse(lines, out _, out var fault);
                var lenient = ChallengeParser.ReadLeniently(lines);
                _ = ChallengeLint.TryInspect(lines, out _, out _);
                var located =
                    fault is null
                    || (fault.Line < lines.Length && fault.Position >= 0 && fault.Position <= lines[fault.Line].Length);
                return located
                    && strict == (fault is null)
                    && strict == (lenient.Faults.Count == 0)
                    && ChallengeParser.ReadEachLine(lines).Count == lines.Length
                    && lines.All(NeverThrows);
            },
            tests: 2000
        );

    [Fact]
    public void Inputs_made_to_be_slow_are_read_to_their_end()
    {
        const int Length = 100 * 1024;
        string[] pieces =
        [
            ",",
            "\"",
            "\\",
            "=",
            " ",
            "\t",
            " \t",
            "a ",
            "a,",
            "a=,",
            "a b c,",
            "a \"",
            "a=\"b\",",
            "a=\"\\",
            "A b=\"",
            "\r\n ",
            "A x=y z, ",
        ];
        foreach (var piece in pieces)
        {
            var text = string.Concat(Enumerable.Repeat(piece, Length / piece.Length));
            foreach (var line in new[] { text, "A " + text, "A b=" + text, "A b=\"" + text })
            {
                _ = ChallengeParser.TryParse([line], out _, out _);
                _ = ChallengeParser.ReadLeniently([line]);
                _ = ChallengeLint.TryInspect([line], out _, out _);
                NeverThrows(line[..CredentialsParser.MaximumLength]);
            }
        }
    }

    [Fact]
    public void Any_user_and_password_encoded_decode_the_same() =>
        Hold(
            from user in Text(0, 12, "abZ09 @\u00E9\u0416\u4E2D")
            from password in Text(0, 12, "abZ09 :@\u00E9\u0416\u4E2D")
            select (user, password),
            pair =>
                BasicCredentials.TryDecode(
                    BasicCredentials.Encode(pair.user, pair.password),
                    out var user,
                    out var password,
                    out var fault
                )
                && fault == BasicFault.None
                && (user, password) == pair
        );

    [Fact]
    public void A_token68_that_decodes_is_the_only_spelling_of_what_it_says() =>
        Hold(
            Text(0, 8, "ABQYgz069+/=:6Og"),
            token68 =>
                !BasicCredentials.TryDecode(token68, out var user, out var password, out _)
                || string.Equals(BasicCredentials.Encode(user, password), token68, StringComparison.Ordinal),
            tests: 20_000
        );

    private static bool NeverThrows(string value)
    {
        _ = CredentialsParser.SchemeOf(value);
        var read = CredentialsParser.TryParse(value, out var credentials, out var fault);
        _ = BasicCredentials.TryDecode(value, out _, out _, out _);
        return read ? credentials is not null && fault is null : credentials is null && fault is not null;
    }

    private static Gen<string> Text(int least, int most, string characters) =>
        from length in Gen.Choose(least, most)
        from text in Gen.Elements(characters.ToCharArray()).ArrayOf(length)
        select new string(text);

    private static void Hold<T>(Gen<T> gen, Func<T, bool> property, int tests = 1000) =>
        Prop.ForAll(Arb.From(gen), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
