using Dapper;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class JournalTests : JournalTest
{
    [Fact]
    public async Task Entry_comes_back_whole_after_the_journal_is_opened_again()
    {
        var given = FullEntry();
        Journal.Write(given);
        await ReopenAsync();
        var found = await Journal.FindEntryAsync(given.Reference, Cancel);
        Assert.NotNull(found);
        Assert.Equal(given with { Trail = found.Trail }, found);
        Assert.Equal(given.Trail.Count, found.Trail.Count);
        foreach (var (expected, step) in given.Trail.Zip(found.Trail))
        {
            Assert.Equal(expected with { Evidence = step.Evidence }, step);
            Assert.Equal(expected.Evidence, step.Evidence);
        }
    }

    [Fact]
    public async Task Entry_is_found_at_once_by_who_wrote_it()
    {
        var given = Entry();
        Journal.Write(given);
        Assert.NotNull(await Journal.FindEntryAsync(given.Reference, Cancel));
    }

    [Fact]
    public async Task Reference_is_found_however_it_was_copied()
    {
        var given = Entry();
        Journal.Write(given);
        var copied =
            " " + given.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant().Replace('0', 'o');
        Assert.NotNull(await Journal.FindEntryAsync(copied, Cancel));
        Assert.Null(await Journal.FindEntryAsync("nonsense", Cancel));
        Assert.Null(await Journal.FindEntryAsync(Entry().Reference, Cancel));
    }

    [Fact]
    public async Task What_nobody_may_see_is_not_kept()
    {
        var given = Entry() with
        {
            Trail = [new("password", "failed", "password.wrong", 1, [new("secret", "xyzzy", Disclosure.Nobody)])],
        };
        Journal.Write(given);
        var found = await Journal.FindEntryAsync(given.Reference, Cancel);
        Assert.Empty(Assert.Single(found!.Trail).Evidence);
    }

    [Fact]
    public async Task Text_that_could_steer_a_terminal_is_kept_escaped()
    {
        var given = Entry() with { Target = "/\u001b[2J\r\n\u202e\ud800/ü", UserAgent = new string('a', 100_000) };
        Journal.Write(given);
        var found = await Journal.FindEntryAsync(given.Reference, Cancel);
        Assert.Equal("/\\u{1B}[2J\\u{D}\\u{A}\\u{202E}\ufffd/ü", found!.Target);
        Assert.Equal(513, found.UserAgent!.Length);
    }

    [Fact]
    public async Task Trail_that_could_steer_a_terminal_is_kept_escaped_and_bounded()
    {
        var given = Entry() with
        {
            Trail =
            [
                new(
                    "upstream",
                    "failed",
                    "bad\r\nreason",
                    1,
                    [
                        new("problem", "\u001b[2J\ud800 \"quoted\" ü", Disclosure.Operator),
                        new("long", new string('a', 100_000), Disclosure.Caller),
                        new("empty", "", Disclosure.Caller),
                    ]
                ),
            ],
        };
        Journal.Write(given);
        var found = await Journal.FindEntryAsync(given.Reference, Cancel);
        var step = Assert.Single(found!.Trail);
        Assert.Equal("bad\\u{D}\\u{A}reason", step.Reason);
        Assert.Equal("\\u{1B}[2J\ufffd \"quoted\" ü", step.Evidence[0].Value);
        Assert.Equal(Disclosure.Operator, step.Evidence[0].SeenBy);
        Assert.Equal(4097, step.Evidence[1].Value.Length);
        Assert.Equal(new("empty", "", Disclosure.Caller), step.Evidence[2]);
    }

    [Fact]
    public async Task Empty_text_is_not_kept_as_none()
    {
        var given = Entry() with { Target = "", UserAgent = "", Host = "", User = null, Trail = [] };
        Journal.Write(given);
        var found = await Journal.FindEntryAsync(given.Reference, Cancel);
        Assert.Equal(given with { Trail = found!.Trail }, found);
        Assert.Empty(found.Trail);
    }

    [Fact]
    public async Task Batch_of_long_entries_comes_back_whole_and_so_does_what_follows()
    {
        var text = new string('x', 4000);
        JournalStep step = new(
            "upstream",
            "failed",
            "upstream.unauthorized",
            1,
            [.. Enumerable.Range(0, 20).Select(number => new Evidence($"piece-{number}", text, Disclosure.Operator))]
        );
        var given = Enumerable
            .Range(0, 200)
            .Select(_ => Entry() with { Target = "/" + text, Trail = [step] })
            .ToArray();
        foreach (var entry in given)
        {
            Journal.Write(entry);
        }

        await Journal.FlushAsync();
        var last = Entry() with { Target = "/short" };
        Journal.Write(last);
        foreach (var entry in given)
        {
            var found = await Journal.FindEntryAsync(entry.Reference, Cancel);
            Assert.Equal(entry.Target, found!.Target);
            Assert.Equal(step.Evidence, Assert.Single(found.Trail).Evidence);
        }

        Assert.Equal("/short", (await Journal.FindEntryAsync(last.Reference, Cancel))!.Target);
    }

    [Fact]
    public async Task Reading_gives_the_newest_oldest_first()
    {
        for (var number = 0; number < 10; number++)
        {
            Journal.Write(Entry() with { Target = "/" + number });
        }

        var read = await Journal.ReadAsync(new JournalQuery { Limit = 3 }, Cancel);
        Assert.Equal(["/7", "/8", "/9"], read.Select(stored => stored.Entry.Target));
        Assert.Equal(read.Select(stored => stored.Sequence).Order(), read.Select(stored => stored.Sequence));
    }

    [Fact]
    public async Task Reading_after_a_sequence_follows_the_journal()
    {
        Journal.Write(Entry());
        var last = Assert.Single(await Journal.ReadAsync(new JournalQuery(), Cancel)).Sequence;
        Assert.Empty(await Journal.ReadAsync(new JournalQuery { After = last }, Cancel));
        Journal.Write(Entry() with { Target = "/next" });
        var next = Assert.Single(await Journal.ReadAsync(new JournalQuery { After = last }, Cancel));
        Assert.Equal("/next", next.Entry.Target);
    }

    [Fact]
    public async Task Reading_is_limited_by_cause_family_user_route_and_time()
    {
        Journal.Write(Entry(Causes.Token.Expired) with { Target = "/1", User = "ann", Route = "r" });
        Time.Advance(TimeSpan.FromMinutes(1));
        var since = Time.GetUtcNow();
        Journal.Write(Entry(Causes.Token.Malformed) with { Target = "/2", User = "bob" });
        Journal.Write(Entry(Causes.Key.Revoked) with { Target = "/3" });

        Assert.Equal("/1", await TargetsAsync(new() { Cause = "token.expired" }));
        Assert.Equal("/1/2", await TargetsAsync(new() { Cause = "token.*" }));
        Assert.Equal("", await TargetsAsync(new() { Cause = "tok.*" }));
        Assert.Equal("/2", await TargetsAsync(new() { User = "bob" }));
        Assert.Equal("/1", await TargetsAsync(new() { Route = "r" }));
        Assert.Equal("/2/3", await TargetsAsync(new() { Since = since }));
        Assert.Equal(
            "/2",
            await TargetsAsync(
                new()
                {
                    Since = since,
                    Cause = "token.*",
                    User = "bob",
                }
            )
        );
    }

    [Fact]
    public async Task Reading_is_limited_by_address_or_network()
    {
        Journal.Write(Entry() with { Target = "/1", Client = "192.0.2.7" });
        Journal.Write(Entry() with { Target = "/2", Client = "::ffff:192.0.2.9" });
        Journal.Write(Entry() with { Target = "/3", Client = "2001:db8::1" });
        Journal.Write(Entry() with { Target = "/4", Client = null });

        Assert.Equal("/1", await TargetsAsync(new() { From = "192.0.2.7" }));
        Assert.Equal("/1/2", await TargetsAsync(new() { From = "192.0.2.0/24" }));
        Assert.Equal("/1/2", await TargetsAsync(new() { From = "192.0.2.200/24" }));
        Assert.Equal("/1/2", await TargetsAsync(new() { From = "::ffff:192.0.2.0/120" }));
        Assert.Equal("/3", await TargetsAsync(new() { From = "2001:db8::/32" }));
        Assert.Equal("/2", await TargetsAsync(new() { From = "192.0.2.0/24", Limit = 1 }));
        Assert.Equal("", await TargetsAsync(new() { From = "192.0.2.0/33" }));
        Assert.Equal("", await TargetsAsync(new() { From = "nonsense" }));
        Assert.Equal("/1/2/3/4", await TargetsAsync(new()));
    }

    [Fact]
    public async Task Counts_tell_every_refusal_kept_or_not_most_frequent_first()
    {
        var start = Time.GetUtcNow();
        for (var number = 0; number < 5; number++)
        {
            Journal.Admits(Causes.Key.Revoked, "r", Client, Time.GetUtcNow());
        }

        Time.Advance(TimeSpan.FromSeconds(2));
        for (var number = 0; number < 7; number++)
        {
            Journal.Admits(Causes.Token.Expired, "r", Client, Time.GetUtcNow());
        }

        Journal.Admits(Causes.Key.Revoked, "r", Client, Time.GetUtcNow());
        var counts = await Journal.CountAsync(start, Cancel);
        Assert.Equal(
            [
                new CauseCount("token.expired", 7, start.AddSeconds(2), start.AddSeconds(2)),
                new CauseCount("key.revoked", 6, start, start.AddSeconds(2)),
            ],
            counts
        );
        Assert.Equal(1, (await Journal.CountAsync(start.AddSeconds(1), Cancel))[1].Count);
        await ReopenAsync();
        Assert.Equal(counts, await Journal.CountAsync(start, Cancel));
    }

    [Fact]
    public async Task What_is_older_than_the_bound_goes_and_the_rest_stays()
    {
        var start = Time.GetUtcNow();
        Journal.Admits(Causes.Key.Revoked, "r", Client, Time.GetUtcNow());
        Journal.Write(Entry() with { Target = "/old" });
        await Journal.FlushAsync();
        Time.Advance(TimeSpan.FromDays(29));
        Journal.Admits(Causes.Token.Expired, "r", Client, Time.GetUtcNow());
        Journal.Write(Entry() with { Target = "/new" });
        await Journal.FlushAsync();
        Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(2));
        Assert.Equal("/new", await TargetsAsync(new()));
        Assert.Equal("token.expired", Assert.Single(await Journal.CountAsync(start, Cancel)).Cause);
    }

    [Fact]
    public async Task Counts_of_a_minute_are_added_up_after_an_hour_and_none_is_lost()
    {
        var start = Time.GetUtcNow();
        for (var second = 0; second < 180; second++)
        {
            Journal.Admits(Causes.Key.Revoked, "r", Client, start.AddSeconds(second));
        }

        await Journal.FlushAsync();
        Time.Advance(TimeSpan.FromHours(2));
        await Journal.FlushAsync();
        Assert.Equal(180, Assert.Single(await Journal.CountAsync(start, Cancel)).Count);
        using var connection = new DatabaseFile(
            Path.Combine(Folder.Data, SqliteJournal.FileName),
            "Journal",
            Time
        ).OpenWriter();
        Assert.Equal(3, connection.ExecuteScalar<long>("SELECT count(*) FROM refusal_count"));
    }

    [Fact]
    public async Task Reference_written_twice_stays_as_it_was_first()
    {
        var first = Entry() with { Target = "/first" };
        Journal.Write(first);
        Journal.Write(first with { Target = "/second" });
        Assert.Equal("/first", (await Journal.FindEntryAsync(first.Reference, Cancel))!.Target);
        Assert.Equal(0, Journal.Dropped);
    }

    [Fact]
    public async Task Entry_of_a_cause_that_this_program_does_not_know_is_left_out()
    {
        Journal.Write(Entry());
        Journal.Write(Entry() with { Target = "/strange" });
        await Journal.FlushAsync();
        using (
            var connection = new DatabaseFile(
                Path.Combine(Folder.Data, SqliteJournal.FileName),
                "Journal",
                Time
            ).OpenWriter()
        )
        {
            connection.Execute("UPDATE refusal SET cause = 'future.cause' WHERE target = '/strange'");
        }

        Assert.Equal("/orders", await TargetsAsync(new()));
    }

    [Fact]
    public async Task Closed_journal_takes_entries_without_a_word_and_ends_flushes()
    {
        await Journal.DisposeAsync();
        Journal.Admits(Causes.Key.Revoked, "r", Client, Time.GetUtcNow());
        Journal.Write(Entry());
        await Journal.FlushAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    private async Task<string> TargetsAsync(JournalQuery query) =>
        string.Concat((await Journal.ReadAsync(query, Cancel)).Select(stored => stored.Entry.Target));
}
