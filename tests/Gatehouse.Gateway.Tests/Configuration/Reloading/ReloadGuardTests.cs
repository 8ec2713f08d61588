using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Reloading;

namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

public sealed class ReloadGuardTests
{
    private const string Known = """
        roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
        upstreams: { app: http://127.0.0.1:3000 }
        admission: { deny: [203.0.113.0/24] }
        session: { idle: 10m }
        routes:
          - { path: /health, methods: [GET], allow: everyone, upstream: app }
          - path: /api/**
            upstream: app
            schemes: [basic]
            require: { scopes: [orders:read] }
            per-method: { POST: { scopes: [orders:write] } }
            limits: { rate: 1/s }
          - { path: /staff/**, upstream: app, schemes: [session], require: { roles: [staff] } }
          - { path: /closed/**, upstream: app, allow: nobody }
          - { path: /**, upstream: app, schemes: [session] }

        """;

    [Theory]
    [InlineData("    require: { scopes: [orders:read] }\n", "", 7)]
    [InlineData(", require: { roles: [staff] }", "", 13)]
    [InlineData("roles: [staff]", "roles: [clerk]", 13)]
    [InlineData("/staff/**", "/stuff/**", 15)]
    [InlineData("    schemes: [basic]\n", "", 7)]
    [InlineData("    limits: { rate: 1/s }\n", "", 7)]
    [InlineData(", methods: [GET]", "", 6)]
    [InlineData("/health", "/heelth", 6)]
    [InlineData("admission: { deny: [203.0.113.0/24] }\n", "", 0)]
    [InlineData("203.0.113.0/24", "203.0.113.0/25", 0)]
    [InlineData("session: { idle: 10m }\n", "", 0)]
    public void Opening_by_what_is_gone_or_replaced_is_told_with_its_line(string part, string other, int line)
    {
        var widening = ReloadGuard.Find(Read(Known), Changed(part, other))[0];
        Assert.Equal(line, widening.At.Line);
        Assert.NotEmpty(widening.What);
    }

    [Theory]
    [InlineData("  - { path: /**,", "  - { path: /new/**, upstream: app, allow: everyone }\n  - { path: /**,")]
    [InlineData("  - { path: /**,", "  - { path: /staff/open/**, upstream: app }\n  - { path: /**,")]
    [InlineData("allow: nobody", "allow: everyone")]
    [InlineData("roles: [staff]", "roles: [staff, clerk]")]
    [InlineData("schemes: [basic]", "schemes: [basic, key]")]
    [InlineData("admin: [orders:read, orders:write]", "admin: [orders:read, orders:write, orders:delete]")]
    public void Opening_that_the_file_says_is_taken(string part, string other) =>
        Assert.Empty(ReloadGuard.Find(Read(Known), Changed(part, other)));

    [Theory]
    [InlineData("    require: { scopes: [orders:read] }", "    require: { scopes: [orders:read], roles: [admin] }")]
    [InlineData("idle: 10m", "idle: 5m")]
    [InlineData("  - { path: /health, methods: [GET], allow: everyone, upstream: app }\n", "")]
    [InlineData("http://127.0.0.1:3000", "http://127.0.0.1:3001")]
    public void What_opens_nothing_is_taken(string part, string other) =>
        Assert.Empty(ReloadGuard.Find(Read(Known), Changed(part, other)));

    private static GatehouseConfiguration Changed(string part, string other)
    {
        Assert.Contains(part, Known, StringComparison.Ordinal);
        return Read(Known.Replace(part, other, StringComparison.Ordinal));
    }

    private static GatehouseConfiguration Read(string text) => ReadConfiguration.Good(ReadConfiguration.From(text));
}
