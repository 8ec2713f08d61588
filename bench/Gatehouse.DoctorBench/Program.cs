using System.Globalization;
using Gatehouse.DoctorBench;
using LabServer = Gatehouse.Lab.Lab;

// [--only TEXT] [--servers | --lab [--dress NAME | --clothes [--share OF-A-THOUSAND]]] [--show] [--program GATEHOUSE.DLL]: without a program the command runs in this process.
var program = Option("--program");
var only = Option("--only");
DoctorRun.Shows = args.Contains("--show");
var folder = Directory.CreateTempSubdirectory("gatehouse-doctor-").FullName;
try
{
    var runner = new CaseRunner(program, folder);
    var outcomes = new List<Outcome>();
    if (!args.Contains("--lab") && !args.Contains("--servers"))
    {
        foreach (
            var each in CaseRunner
                .Read()
                .Where(each => only is null || each.Id.Contains(only, StringComparison.Ordinal))
        )
        {
            outcomes.Add(await runner.RunAsync(each));
            Terminal.Error.Write('.');
        }

        Table.Print("Cases", outcomes.FindAll(outcome => outcome.Causes[0] != "healthy"));
        Table.Print("Healthy", outcomes.FindAll(outcome => outcome.Causes[0] == "healthy"));
        return;
    }

    if (args.Contains("--servers"))
    {
        await using var servers = await RealServers.StartAsync(folder);
        var real = new ServerRunner(program, servers);
        foreach (var each in real.Cases.Where(each => only is null || each.Id.Contains(only, StringComparison.Ordinal)))
        {
            outcomes.Add(await real.RunAsync(each));
            Terminal.Error.Write('.');
        }

        await using var browser = await BrowserRunner.StartAsync(program, folder);
        for (var number = 0; browser is not null && number < BrowserRunner.Count; number++)
        {
            outcomes.Add(await browser.RunAsync(number));
            Terminal.Error.Write('.');
        }

        Table.Print("Real servers", outcomes);
        return;
    }

    await using var lab = await LabServer.StartAsync();
    var labs = new LabRunner(program, lab, folder);
    if (args.Contains("--clothes"))
    {
        var share = int.Parse(Option("--share") ?? "130", CultureInfo.InvariantCulture);
        foreach (
            var (cause, dress) in labs.Clothes(share)
                .Where(pair => only is null || $"{pair.Cause} {pair.Dress}".Contains(only, StringComparison.Ordinal))
        )
        {
            outcomes.Add(await labs.RunAsync(cause, dress));
            Terminal.Error.Write('.');
        }

        Table.PrintClothes(outcomes);
        return;
    }

    foreach (var cause in labs.Causes.Where(cause => only is null || cause.Contains(only, StringComparison.Ordinal)))
    {
        outcomes.Add(await labs.RunAsync(cause, Option("--dress")));
        Terminal.Error.Write('.');
    }

    Table.Print("The lab", outcomes);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
