using System.IO.Compression;
using System.Text;
using Gatehouse.Decisions.Providers;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Providers.Tests;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"keys":[""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    public async Task What_is_no_key_set_is_a_misconfiguration_and_replaces_nothing(string document)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, document);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        ProviderKeys refused = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, refused.State);
        Assert.StartsWith($"{issuer.KeySetUrl} is no key set", refused.Detail, StringComparison.Ordinal);

        issuer.Keys(new TestKey("a"));
        await provider.PassAsync(TimeSpan.FromMinutes(1));
        issuer.Answer(FakeIssuer.KeysPath, document);
        await provider.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task A_set_without_keys_withdraws_those_from_before()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        issuer.Keys();
        await provider.PassAsync(TimeSpan.FromMinutes(10));

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal($"{issuer.KeySetUrl} holds no key.", keys.Detail);
        Assert.Equal([ProviderEventKind.KeysChanged, ProviderEventKind.KeysWithdrawn], provider.Told);
    }

    [Fact]
    public async Task Keys_that_cannot_be_used_are_named_with_their_reasons()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, """{"keys":[{"kty":"oct","kid":"s","k":"c2VjcmV0"}]}""");
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        ProviderKeys keys = await provider.FindAsync("s", "HS256");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Contains("key 1: a secret is configured, never published", keys.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_over_a_mebibyte_is_not_read(bool lengthStated)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(
            FakeIssuer.KeysPath,
            async context =>
            {
                byte[] block = new byte[64 * 1024];
                if (lengthStated)
                {
                    context.Response.ContentLength = 20 * block.Length;
                }
                for (int i = 0; i < 20; i++)
                {
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
                }
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal($"{issuer.KeySetUrl} answered with more than 1048576 bytes.", keys.Detail);
    }

    [Fact]
    public async Task A_compressed_document_is_read()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        Compressed(issuer, Encoding.UTF8.GetBytes(TestKey.Set(new TestKey("a"))));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task A_document_that_unpacks_to_more_than_a_mebibyte_is_not_read()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        Compressed(issuer, new byte[32 * 1024 * 1024]);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(
            $"{issuer.KeySetUrl} answered with more than 1048576 bytes.",
            (await provider.FindAsync("a")).Detail
        );
    }

    [Theory]
    [InlineData("gzip", ProviderState.Unreachable)]
    [InlineData("br", ProviderState.Misconfigured)]
    public async Task An_encoding_that_is_a_lie_or_unknown_is_refused(string encoding, ProviderState state)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(
            FakeIssuer.KeysPath,
            context =>
            {
                context.Response.Headers.ContentEncoding = encoding;
                return context.Response.WriteAsync(TestKey.Set(new TestKey("a")));
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(state, (await provider.FindAsync("a")).State);
    }

    [Fact]
    public async Task A_redirect_is_named_and_not_followed()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer("/elsewhere", TestKey.Set(new TestKey("a")));
        issuer.Answer(
            FakeIssuer.KeysPath,
            context =>
            {
                context.Response.Redirect("/elsewhere?secret=1");
                return Task.CompletedTask;
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal($"{issuer.KeySetUrl} answered 302 to \"/elsewhere\"; redirects are not followed.", keys.Detail);
        Assert.Equal(0, issuer.Count("/elsewhere"));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_an_outage()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(
            FakeIssuer.KeysPath,
            async context =>
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(ProviderState.Unreachable, (await provider.FindAsync("a")).State);
    }

    [Fact]
    public async Task A_handler_that_throws_anything_is_an_outage_and_asked_again()
    {
        StubHandler handler = new(_ => throw new InvalidTimeZoneException());
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        await using ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer), handler);
        await provider.Provider.FirstAttempt;
        Assert.Equal(ProviderState.Unreachable, (await provider.FindAsync("a")).State);

        handler.Answer = _ => StubHandler.Json(TestKey.Set(new TestKey("a")));
        await provider.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task An_outbound_proxy_is_asked_for_what_is_beyond_it()
    {
        await using FakeIssuer proxy = await FakeIssuer.StartAsync();
        proxy.Answer("CONNECT keys.example:443", StatusCodes.Status403Forbidden);
        JwtProviderOptions options = ProviderUnderTest.ByUrl(proxy) with
        {
            KeySetUrl = "https://keys.example/jwks",
            OutboundProxy = new Uri(proxy.Issuer),
        };
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(options);

        Assert.Equal(
            "https://keys.example/jwks cannot be read: the outbound proxy does not let it through.",
            (await provider.FindAsync("a")).Detail
        );
        Assert.Equal(["CONNECT keys.example:443"], proxy.Asked);
    }

    [Fact]
    public void What_others_write_is_quoted_bounded_and_on_one_line()
    {
        string quoted = QuotedText.Of("a\r\nb\u001b[31m" + new string('x', 1000));
        Assert.StartsWith("\"a\uFFFD\uFFFDb\uFFFD[31m", quoted, StringComparison.Ordinal);
        Assert.InRange(quoted.Length, 200, 210);
    }

    private static void Compressed(FakeIssuer issuer, byte[] document)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(document);
        }
        byte[] body = packed.ToArray();
        issuer.Answer(
            FakeIssuer.KeysPath,
            context =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                return context.Response.Body.WriteAsync(body).AsTask();
            }
        );
    }
}
