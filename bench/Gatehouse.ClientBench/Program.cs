using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gatehouse.Client;
using Gatehouse.Client.Schemes.Basic;
using Gatehouse.Client.Schemes.Digest;
using Gatehouse.ClientBench;
using Gatehouse.Lab;

// Every client in every situation: where it ends, and after how many requests.
const string Python = "/usr/bin/python3";
const string Ours = "Gatehouse.Client";
const string OursTold = "Gatehouse.Client, told the scheme";
string[] peers = [Ours, OursTold, "curl", "requests", "httpx"];
var table = new StringBuilder();
table.Append("| | ").AppendJoin(" | ", peers.Select(peer => peer == "curl" ? "curl --anyauth" : peer)).Append(" |\n");
table.Append("|---|").Insert(table.Length, "---|", peers.Length).Append('\n');
foreach (
    var situation in Situation.All.Where(each =>
        args.Length == 0 || each.Name.Contains(args[0], StringComparison.Ordinal)
    )
)
{
    table.Append("| ").Append(situation.Name).Append(" |");
    foreach (var peer in peers)
    {
        table.Append(' ').Append(await TryAsync(situation, peer)).Append(" |");
    }

    table.Append('\n');
}

Terminal.Out.Write(table.ToString());

static async Task<string> TryAsync(Situation situation, string peer)
{
    var clock = new JumpingClock();
    await using var lab = await Lab.StartAsync(new LabOptions { Clock = clock });
    situation.Prepare?.Invoke(lab);
    var addresses = Enumerable.Repeat(new Uri(lab.Url, situation.Path), situation.Times).ToArray();
    using var watching = new CancellationTokenSource();
    var jumping = situation.TimePasses ? JumpAsync(lab, clock, watching.Token) : Task.CompletedTask;
    var statuses = peer is Ours or OursTold
        ? await OursAsync(situation, peer == OursTold, lab.Url, addresses)
        : await TheirsAsync(situation, peer, addresses);
    await watching.CancelAsync();
    await jumping;
    var last = statuses.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "nothing";
    if (lab.Requests is [.., { Status: 200 } end] && end.Target.Contains("sign-in", StringComparison.Ordinal))
    {
        last = "the sign-in page";
    }

    var sent =
        situation.Password == "another"
            ? lab.Requests.Count(request => request.Lines("Authorization").Any())
            : lab.Requests.Count;
    Terminal.Error.WriteLine(
        $"{situation.Name}, {peer}: {string.Join(' ', lab.Requests.Select(request => $"{request.Method} {request.Target} {request.Status}"))} -> {statuses}"
    );
    return string.Create(CultureInfo.InvariantCulture, $"{last} in {sent}");
}

// The server's clock goes ahead once it has let somebody in.
static async Task JumpAsync(Lab lab, JumpingClock clock, CancellationToken cancellationToken)
{
    try
    {
        while (!lab.Requests.Any(request => request.Status == 200))
        {
            await Task.Delay(20, cancellationToken);
        }

        clock.Jump(TimeSpan.FromMinutes(10));
    }
    catch (OperationCanceledException)
    {
        // Nobody got in.
    }
}

static async Task<string> OursAsync(Situation situation, bool isTold, Uri origin, Uri[] addresses)
{
    var options = new AuthenticationOptions().At(origin);
    if (situation.Digest || !isTold)
    {
        options.Digest(situation.User, situation.Password);
    }

    if (!situation.Digest || !isTold)
    {
        options.Basic(situation.User, situation.Password, basic => basic.SendUnasked = isTold);
    }

    using var client = new HttpClient(new AuthenticationHandler(options));
    var statuses = new List<string>();
    foreach (var address in addresses)
    {
        if (statuses.Count > 0 && situation.TimePasses)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        using var request = new HttpRequestMessage(new HttpMethod(situation.Method), address);
        request.Content = situation.Method == "POST" ? new StringContent("a=b") : null;
        try
        {
            using var response = await client.SendAsync(request);
            statuses.Add(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (AuthenticationFailedException failure)
        {
            statuses.Add(failure.Cause.Id);
        }
    }

    return string.Join(' ', statuses);
}

static async Task<string> TheirsAsync(Situation situation, string peer, Uri[] addresses)
{
    // Not /dev/null, which curl cannot empty before it tries again.
    var body = Path.GetTempFileName();
    string[] arguments =
        peer == "curl"
            ?
            [
                "-sSL",
                "--anyauth",
                "--retry",
                "2",
                "-w",
                "%{http_code} ",
                "-u",
                $"{situation.User}:{situation.Password}",
                .. situation.TimePasses ? (string[])["--rate", "60/m"] : [],
                .. situation.Method == "POST" ? (string[])["-d", "a=b"] : [],
                .. addresses.SelectMany(address => (string[])["-o", body, address.AbsoluteUri]),
            ]
            :
            [
                Path.Combine(AppContext.BaseDirectory, "peers.py"),
                peer,
                situation.Digest ? "digest" : "basic",
                situation.User,
                situation.Password,
                situation.Method,
                situation.TimePasses ? "1" : "0",
                .. addresses.Select(address => address.AbsoluteUri),
            ];
    using var process = Process.Start(
        new ProcessStartInfo(peer == "curl" ? "curl" : Python, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        }
    )!;
    var said = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    File.Delete(body);
    return said;
}
