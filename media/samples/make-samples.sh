#!/usr/bin/env bash
# Creates the audio of the demo in this folder: one program for each of the seven content areas, and a notice of a commune. The
# text comes from plan.txt (section III, "Nội dung tuyên truyền") and is spoken by espeak-ng. Formats, sample rates, channels
# and loudness differ on purpose, as in the files that editors upload. Needs espeak-ng and ffmpeg. The results are in git, so run
# this only to change them.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speak NAME HEADING: the heading and the first points below it, up to 560 characters, cut at a punctuation mark
speak() {
  awk -v heading="$2" 'index($0, heading) == 1 { on = 1 } on && /^[2-9IV]+\. / && index($0, heading) != 1 { exit } on' plan.txt |
    sed 's/^- //; s/TTHC/thủ tục hành chính/g; s/CNTT/công nghệ thông tin/g; s/UBND/Ủy ban nhân dân/g' |
    tr '\n' ' ' | cut -c 1-560 | sed 's/\(.*[.;,]\).*/\1/' >"$work/$1.txt"
  espeak-ng -v vi -s 165 -f "$work/$1.txt" -w "$work/$1.wav"
}

# encode NAME EXTENSION GAIN_DB ffmpeg-options…
encode() {
  local name=$1 extension=$2 gain=$3
  shift 3
  ffmpeg -v error -y -i "$work/$name.wav" -af "volume=${gain}dB" -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$@" "$name.$extension"
}

speak direction '1. Tuyên truyền công tác chỉ đạo'
speak institutions '2. Tuyên truyền về cải cách thể chế'
speak procedures '3. Tuyên truyền về cải cách thủ tục'
speak apparatus '4. Tuyên truyền công tác cải cách hành chính'
speak civil-service '5. Tuyên truyền về cải cách chế độ công vụ'
speak public-finance '6. Tuyên truyền cải cách tài chính công'
speak digital-government '7. Tuyên truyền xây dựng và phát triển'
espeak-ng -v vi -s 160 -w "$work/commune-notice.wav" "Thông báo của Ủy ban nhân dân xã. Bộ phận Một cửa tiếp nhận hồ sơ và trả kết quả \
giải quyết thủ tục hành chính vào giờ hành chính các ngày trong tuần. Mời bà con nộp hồ sơ qua dịch vụ công trực tuyến."

encode direction mp3 0 -ar 44100 -b:a 64k -metadata title='Công tác chỉ đạo điều hành'
encode institutions wav -12 -ar 8000 -c:a pcm_s16le
encode procedures m4a -6 -ar 32000 -c:a aac -b:a 48k
encode apparatus ogg -20 -ar 22050 -c:a libvorbis -q:a 1
encode civil-service mp3 -26 -ac 2 -ar 48000 -b:a 64k
encode public-finance opus 3 -ar 48000 -c:a libopus -b:a 24k
encode digital-government flac -9 -ar 16000 -c:a flac
encode commune-notice mp3 -3 -ar 22050 -b:a 32k
ls -l
