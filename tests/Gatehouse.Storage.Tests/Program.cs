using System.Globalization;
using Gatehouse.Storage.Tests.Crashes;
using Xunit.Runner.InProc.SystemConsole;

// The tests of crashes start this program again as the process that is killed.
return args is [CrashingWriter.Mode, var folder, var first]
    ? await CrashingWriter.RunAsync(folder, int.Parse(first, CultureInfo.InvariantCulture))
    : await ConsoleRunner.Run(args);
