using Gatehouse.Peers;

return args switch
{
    ["forward", var port, var upstream] => await BareForwarder.RunAsync(int.Parse(port, null), upstream),
    ["answer", var port, var status] => await BareAnswer.RunAsync(int.Parse(port, null), int.Parse(status, null)),
    ["tokens", var folder, var count] => Tokens.Write(folder, int.Parse(count, null)),
    _ => throw new InvalidOperationException("forward PORT URL | answer PORT STATUS | tokens FOLDER COUNT"),
};
