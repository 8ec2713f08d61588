using System.Net;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Tests.Sending;

namespace Gatehouse.Doctor.Tests.Names;

/// <summary>Whole examinations of one name behind which two servers of this machine stand.</summary>
public class AddressConsultationTests
{
    private const string Refuses = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\n\r\n";
    private const string Invalid = "Bearer error=\"invalid_token\"\r\n";
    private const string Grants = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task A_token_refused_over_IPv4_and_granted_over_IPv6_depends_on_the_address()
    {
        await using var old = Serving(Refuses, IPAddress.Loopback);
        await using var young = Serving(Grants, IPAddress.IPv6Loopback, old.Url.Port);
        var examination = await ExamineAsync(
            "api.orders.test",
            old.Url.Port,
            new InventedNames(null).Takes("api.orders.test", "127.0.0.1", "::1")
        );
        Assert.Equal("network.address-dependent", First(examination));
        Assert.InRange(examination.Sent, 3, 12);
        ReportsCheck.AreClean(examination);
    }

    [Fact]
    public async Task Addresses_that_answer_alike_say_nothing()
    {
        await using var old = Serving(Refuses, IPAddress.Loopback);
        await using var young = Serving(Refuses, IPAddress.IPv6Loopback, old.Url.Port);
        var examination = await ExamineAsync(
            "api.orders.test",
            old.Url.Port,
            new InventedNames(null).Takes("api.orders.test", "127.0.0.1", "::1")
        );
        Assert.Contains(examination.File.Exchanges, exchange => exchange.Intent == ProbeIntent.OtherAddress);
        Assert.DoesNotContain(
            examination.Diagnoses,
            diagnosis => diagnosis.Cause.Id is "network.address-dependent" or "replica.inconsistent"
        );
    }

    [Fact]
    public async Task One_of_several_addresses_of_a_family_that_grants_is_a_replica_that_differs()
    {
        await using var one = Serving(Refuses, IPAddress.Loopback);
        await using var two = Serving(Grants, IPAddress.Parse("127.0.0.2"), one.Url.Port);
        var examination = await ExamineAsync(
            "api.orders.test",
            one.Url.Port,
            new InventedNames(null).Takes("api.orders.test", "127.0.0.1", "127.0.0.2")
        );
        Assert.Equal("replica.inconsistent", First(examination));
    }

    [Fact]
    public async Task An_old_address_here_and_another_answer_at_the_zone_s_is_a_stale_name()
    {
        await using var old = Serving(Refuses, IPAddress.Loopback);
        await using var young = Serving(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"orders\"\r\nServer: new\r\nContent-Length: 3\r\n\r\nnew",
            IPAddress.Parse("127.0.0.2"),
            old.Url.Port
        );
        await using var zone = new ZoneServer()
            .Name("orders.test", 2, "ns.orders.test")
            .Address("api.orders.test", "127.0.0.2");
        var file = Case("api.orders.test", old.Url.Port);
        var names = new InventedNames(zone).Takes("api.orders.test", "127.0.0.1");
        var examination = await ExamineAsync(file, names);
        Assert.Contains(examination.Diagnoses, diagnosis => diagnosis.Cause.Id == "dns.stale");
        var stale = examination.Diagnoses.First(diagnosis => diagnosis.Cause.Id == "dns.stale");
        Assert.Contains(stale.Remedies, remedy => remedy.What.Format.Contains("ipconfig", StringComparison.Ordinal));
        var asked = file.First(ProbeIntent.ZoneAddress);
        Assert.Equal("127.0.0.2", asked?.Answer?.Address);
        Assert.Null(asked?.Request?.Authorization);
    }

    private static string? First(Examination examination) =>
        examination.Diagnoses is [var first, ..] ? first.Cause.Id : null;

    private static HostileServer Serving(string text, IPAddress address, int port = 0) =>
        new(
            async (stream, token) =>
            {
                var request = new byte[4096];
                var length = await stream.ReadAsync(request, token);
                var named = Encoding
                    .Latin1.GetString(request, 0, length)
                    .Contains("Bearer t", StringComparison.Ordinal);
                var answer = text.Replace("Bearer\r\n", named ? Invalid : "Bearer\r\n", StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token);
            },
            address,
            listensFirst: false,
            port: port
        );

    private static CaseFile Case(string host, int port) =>
        RequestIntake.For(
            new Uri($"http://{host}:{port}/orders"),
            "GET",
            HeaderLines.Of(("Authorization", "Bearer " + new string('t', 40))),
            Some.Now
        );

    private static Task<Examination> ExamineAsync(string host, int port, InventedNames names) =>
        ExamineAsync(Case(host, port), names);

    private static Task<Examination> ExamineAsync(CaseFile file, InventedNames names) =>
        new Consultation(new DoctorOptions { Names = names }).ExamineAsync(file, TestContext.Current.CancellationToken);
}
