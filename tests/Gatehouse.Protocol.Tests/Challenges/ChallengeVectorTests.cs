using System.Text.Json;
using Gatehouse.Protocol.Challenges;
using Gatehouse.TestKit;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class ChallengeVectorTests
{
    [Fact]
    public void Every_public_challenge_reads_as_RFC_9110_has_it() =>
        ForEachCase(
            (vector, lines) =>
            {
                var read = ChallengeParser.TryParse(lines, out var challenges, out var fault);
                if (vector.TryGetProperty("expect_error", out var error))
                {
                    return !read && fault is not null && challenges.Count == 0 ? null : $"read, expected: {error}";
                }

                return read
                    ? Differs(vector.GetProperty("expect").GetProperty("challenges"), challenges)
                    : fault!.ToString();
            }
        );

    [Fact]
    public void Every_violation_of_the_public_challenges_is_found() =>
        ForEachCase(
            (vector, lines) =>
            {
                if (!vector.TryGetProperty("expect", out var expect))
                {
                    return ChallengeLint.TryInspect(lines, out _, out _) ? "inspected, expected a fault" : null;
                }

                string[] expected = expect.TryGetProperty("violations", out var list)
                    ? [.. list.EnumerateArray().Select(item => item.GetString()!.Split(' ')[0])]
                    : [];
                Assert.True(ChallengeLint.TryInspect(lines, out var violations, out _));
                var found = string.Join(
                    ' ',
                    violations.Select(violation => violation.Name).Order(StringComparer.Ordinal)
                );
                var wanted = string.Join(' ', expected.Order(StringComparer.Ordinal));
                return string.Equals(found, wanted, StringComparison.Ordinal) ? null : $"{found}, expected: {wanted}";
            }
        );

    [Fact]
    public void Every_public_case_of_single_lines_reads_line_by_line() =>
        ForEachCase(
            (vector, lines) =>
            {
                if (!vector.TryGetProperty("per_line", out var expected))
                {
                    return null;
                }

                var readings = ChallengeParser.ReadEachLine(lines);
                Assert.Equal(expected.GetArrayLength(), readings.Count);
                return expected
                    .EnumerateArray()
                    .Zip(
                        readings,
                        (line, reading) =>
                            line.GetProperty("error").ValueKind == JsonValueKind.String
                                ? (reading.Faults.Count == 1 ? null : "read, expected a fault")
                                : Differs(line.GetProperty("challenges"), reading.Challenges)
                    )
                    .FirstOrDefault(difference => difference is not null);
            }
        );

    [Fact]
    public void Every_public_case_of_best_effort_reads_leniently() =>
        ForEachCase(
            (vector, lines) =>
            {
                var reading = ChallengeParser.ReadLeniently(lines);
                if (vector.TryGetProperty("expect_error", out _) == (reading.Faults.Count == 0))
                {
                    return "a fault is reported where none is, or the other way round";
                }

                return vector.TryGetProperty("lenient", out var expected)
                    ? Differs(expected, reading.Challenges)
                    : null;
            }
        );

    private static void ForEachCase(Func<JsonElement, string[], string?> test)
    {
        using var vectors = VectorFile.Open("challenges.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        var failures = new List<string>();
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            string[] lines =
            [
                .. vector.GetProperty("headers").EnumerateArray().Select(line => line.GetString()!.Split(':', 2)[1]),
            ];
            if (test(vector, lines) is { } failure)
            {
                failures.Add($"{vector.GetProperty("id").GetString()}: {failure}");
            }
        }

        Assert.Empty(failures);
    }

    private static string? Differs(JsonElement expected, IReadOnlyList<Challenge> challenges)
    {
        var wanted = string.Concat(expected.EnumerateArray().Select(Describe));
        var found = string.Concat(
            challenges.Select(challenge =>
                FieldText.Challenge(
                    challenge.Scheme,
                    challenge.Token68,
                    challenge.Parameters.Select(item => FieldText.Parameter(item.Name.ToLowerInvariant(), item.Value))
                )
            )
        );
        return string.Equals(found, wanted, StringComparison.Ordinal) ? null : $"{found}, expected: {wanted}";
    }

    private static string Describe(JsonElement challenge)
    {
        var parameters = challenge.TryGetProperty("params_list", out var list)
            ? list.EnumerateArray().Select(pair => FieldText.Parameter(pair[0].GetString()!, pair[1].GetString()!))
            : challenge
                .GetProperty("params")
                .EnumerateObject()
                .Select(pair => FieldText.Parameter(pair.Name, pair.Value.GetString()!));
        return FieldText.Challenge(
            challenge.GetProperty("scheme").GetString()!,
            challenge.TryGetProperty("token68", out var token68) ? token68.GetString() : null,
            parameters
        );
    }
}
