namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

public sealed class DamagedReloadTests : DamagedReload
{
    public static TheoryData<string> Samples => EverySecond(from: 0);

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Damaged_file_lets_no_new_request_through_and_every_message_names_a_line(string name) => HoldAsync(name);
}
