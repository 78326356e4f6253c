# The vendor's client of the event stream, from its page "7.1 real-time event" of V5R7, as printed but for three lines: the address comes from
# the command line, the loop's body is indented, and the last line prints keys that an event has (no event of V5 has those printed there:
# docs/protocol.md, row 2.8), at once.
import sys
import websocket
import json
s=websocket.WebSocket()
s.connect(sys.argv[1])
config = {'need_face':True, 'need_register':True, 'event_list':["04f98265-1fad-47e5-9dda-66e191272055", "f9f0768f-497c-45f3-9307-ae80a9d89390", "804b1218-218e-4465-8e1f-c305a5981001", "9483034a-da64-4db0-b223-64e87d5567db"]}
json_data = json.dumps(config)
s.send(json_data)
while True:
    info = s.recv_data(4096)
    event = json.loads(str(info[1], encoding='utf8'))
    print("{} {}".format(event['identity_id'], event['device_id']), flush=True)
