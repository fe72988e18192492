<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>Left out: {name}: {reason}</source>
        <translation>已略去：{name}：{reason}</translation>
    </message>
    <message>
        <source>About Backlot Studio</source>
        <translation>关于 Backlot Studio</translation>
    </message>
    <message>
        <source>Images, voices, captions and video in one project, on your own machine.</source>
        <translation>图像、配音、字幕和视频，都在同一个项目里，都在您自己的电脑上。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It uses:</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。使用了：</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>各组件的许可证</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Plug-ins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>Your own engines, effects and presets belong in {folder}.</source>
        <translation>您自己的引擎、效果和预设请放在 {folder}。</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>目前还没有。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>{command} {subject}</source>
        <translation>{command}：{subject}</translation>
    </message>
</context>
<context>
    <name>Beginnings</name>
    <message>
        <source>Choose a video to caption</source>
        <translation>选择要加字幕的视频</translation>
    </message>
    <message>
        <source>Choose a video to dub</source>
        <translation>选择要配音的视频</translation>
    </message>
</context>
<context>
    <name>CaptionFormat</name>
    <message>
        <source>Advanced SubStation</source>
        <translation>Advanced SubStation</translation>
    </message>
    <message>
        <source>JSON with words</source>
        <translation>含单词的 JSON</translation>
    </message>
    <message>
        <source>Lyrics</source>
        <translation>歌词</translation>
    </message>
    <message>
        <source>YouTube SBV</source>
        <translation>YouTube SBV</translation>
    </message>
    <message>
        <source>Scenarist SCC</source>
        <translation>Scenarist SCC</translation>
    </message>
    <message>
        <source>SAMI</source>
        <translation>SAMI</translation>
    </message>
    <message>
        <source>SubRip</source>
        <translation>SubRip</translation>
    </message>
    <message>
        <source>EBU STL</source>
        <translation>EBU STL</translation>
    </message>
    <message>
        <source>MicroDVD</source>
        <translation>MicroDVD</translation>
    </message>
    <message>
        <source>TTML</source>
        <translation>TTML</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>WebVTT</source>
        <translation>WebVTT</translation>
    </message>
</context>
<context>
    <name>CaptionPreview</name>
    <message>
        <source>Style preview</source>
        <translation>样式预览</translation>
    </message>
    <message>
        <source>Sample caption</source>
        <translation>示例字幕</translation>
    </message>
</context>
<context>
    <name>CaptionProfile</name>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
</context>
<context>
    <name>CaptionRule</name>
    <message>
        <source>Gap that flickers</source>
        <translation>闪烁的间隙</translation>
    </message>
    <message>
        <source>Empty caption</source>
        <translation>空字幕</translation>
    </message>
    <message>
        <source>Gap between captions</source>
        <translation>字幕间隙</translation>
    </message>
    <message>
        <source>Line length</source>
        <translation>行长</translation>
    </message>
    <message>
        <source>Number of lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Longest duration</source>
        <translation>最长时长</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Shortest duration</source>
        <translation>最短时长</translation>
    </message>
    <message>
        <source>Reading speed</source>
        <translation>阅读速度</translation>
    </message>
</context>
<context>
    <name>CaptionsInspector</name>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Selected captions</source>
        <translation>所选字幕</translation>
    </message>
    <message>
        <source>Fix automatically</source>
        <translation>自动修正</translation>
    </message>
    <message>
        <source>Shift by</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Turn off this check</source>
        <translation>关闭此检查</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Track name</source>
        <translation>轨道名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Burn into picture</source>
        <translation>烧录到画面</translation>
    </message>
    <message>
        <source>Off: exported as selectable captions, not burned in</source>
        <translation>关闭：随画面一起导出，作为可关闭的字幕</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>删除轨道</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>识别引擎</translation>
    </message>
    <message>
        <source>Spoken language</source>
        <translation>所说语言</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>CaptionsPanel</name>
    <message>
        <source>Add captions to your film</source>
        <translation>为影片制作字幕</translation>
    </message>
    <message>
        <source>Transcribe speech, correct the text and show it in the picture. Drop a video, a recording or a caption file here.</source>
        <translation>把说的话写下来，校对后显示在画面上。将视频、录音或字幕文件拖到这里。</translation>
    </message>
    <message>
        <source>Transcribe video…</source>
        <translation>转写视频…</translation>
    </message>
    <message>
        <source>Import captions…</source>
        <translation>导入字幕…</translation>
    </message>
    <message>
        <source>Or type the first caption</source>
        <translation>或输入第一条字幕</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>正在转写</translation>
    </message>
    <message>
        <source>Transcribe {name}</source>
        <translation>转写 {name}</translation>
    </message>
    <message>
        <source>Transcribing {name}</source>
        <translation>正在转写 {name}</translation>
    </message>
    <message>
        <source>Transcribe video</source>
        <translation>转写视频</translation>
    </message>
    <message>
        <source>Video and audio (*)</source>
        <translation>视频和声音 (*)</translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation>导入字幕</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export captions</source>
        <translation>导出字幕</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>into a new caption track</source>
        <translation>到新的字幕轨道</translation>
    </message>
    <message>
        <source>Added at the end of the timeline.</source>
        <translation>放到时间线末尾。</translation>
    </message>
    <message>
        <source>Added to the timeline.</source>
        <translation>放到时间线上。</translation>
    </message>
    <message>
        <source>Captions ({endings})</source>
        <translation>字幕 ({endings})</translation>
    </message>
</context>
<context>
    <name>CastInspector</name>
    <message>
        <source>Cast</source>
        <translation>角色表</translation>
    </message>
    <message>
        <source>Add speaker</source>
        <translation>添加角色</translation>
    </message>
    <message>
        <source>Remove speaker</source>
        <translation>移除此角色</translation>
    </message>
    <message>
        <source>Search voices</source>
        <translation>搜索声音</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>No voices match.</source>
        <translation>没有符合的声音。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Voice of {name}</source>
        <translation>{name}的声音</translation>
    </message>
    <message>
        <source>A speaker with lines cannot be removed</source>
        <translation>有台词的角色无法移除</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <source>Use for {name}</source>
        <translation>用于{name}</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Speaking…</source>
        <translation>正在朗读…</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>角色 {number}</translation>
    </message>
</context>
<context>
    <name>CastModel</name>
    <message>
        <source>Speaker</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚无</translation>
    </message>
</context>
<context>
    <name>ChecksSection</name>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>规则集</translation>
    </message>
    <message>
        <source>Checks that are off neither mark captions nor change them.</source>
        <translation>关闭的检查既不标记也不更改字幕。</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Find a command, a setting, a preset, an engine or a project…</source>
        <translation>查找命令、设置、预设、引擎或项目…</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No matching commands.</source>
        <translation>没有匹配的命令。</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Export preset</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Engine, not ready</source>
        <translation>引擎，未就绪</translation>
    </message>
    <message>
        <source>Recent project</source>
        <translation>最近的项目</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Make a film from a script…</source>
        <translation>用剧本制作影片…</translation>
    </message>
    <message>
        <source>Rename project…</source>
        <translation>重命名项目…</translation>
    </message>
    <message>
        <source>Duplicate project</source>
        <translation>复制项目</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Make film from current script</source>
        <translation>用当前剧本制作影片</translation>
    </message>
    <message>
        <source>Stop making the film</source>
        <translation>停止制作影片</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Run or cancel the main action</source>
        <translation>执行或取消主要操作</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts for this workspace</source>
        <translation>当前工作区的快捷键</translation>
    </message>
    <message>
        <source>About Backlot Studio</source>
        <translation>关于 Backlot Studio</translation>
    </message>
    <message>
        <source>Play caption</source>
        <translation>播放这条字幕</translation>
    </message>
    <message>
        <source>Find and replace in captions</source>
        <translation>在字幕中查找和替换</translation>
    </message>
    <message>
        <source>Export captions…</source>
        <translation>导出字幕…</translation>
    </message>
    <message>
        <source>Star image</source>
        <translation>给图片加星标</translation>
    </message>
    <message>
        <source>Vary image</source>
        <translation>生成图片变体</translation>
    </message>
    <message>
        <source>Compare images</source>
        <translation>比较图片</translation>
    </message>
    <message>
        <source>Save image as PNG…</source>
        <translation>图片另存为 PNG…</translation>
    </message>
    <message>
        <source>Add media at playhead…</source>
        <translation>在播放头处添加素材…</translation>
    </message>
    <message>
        <source>Split at playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Delete clips</source>
        <translation>删除片段</translation>
    </message>
    <message>
        <source>Ripple delete clips</source>
        <translation>波纹删除片段</translation>
    </message>
    <message>
        <source>Trim start to playhead</source>
        <translation>将开头裁剪到播放头</translation>
    </message>
    <message>
        <source>Trim end to playhead</source>
        <translation>将结尾裁剪到播放头</translation>
    </message>
    <message>
        <source>Replace frame or range…</source>
        <translation>替换帧或区间…</translation>
    </message>
    <message>
        <source>Save frame as PNG…</source>
        <translation>将画面存为 PNG…</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>倒放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>正向播放</translation>
    </message>
    <message>
        <source>Mark in</source>
        <translation>设为入点</translation>
    </message>
    <message>
        <source>Mark out</source>
        <translation>设为出点</translation>
    </message>
    <message>
        <source>Clear in and out</source>
        <translation>清除入点和出点</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Back one second</source>
        <translation>后退一秒</translation>
    </message>
    <message>
        <source>Forward one second</source>
        <translation>前进一秒</translation>
    </message>
    <message>
        <source>Go to start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>Go to end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>转到时间</translation>
    </message>
    <message>
        <source>Insert caption at playhead</source>
        <translation>在播放头处插入字幕</translation>
    </message>
    <message>
        <source>Split caption at cursor</source>
        <translation>在光标处拆分字幕</translation>
    </message>
    <message>
        <source>Merge with next caption</source>
        <translation>与下一条字幕合并</translation>
    </message>
    <message>
        <source>Start caption at playhead</source>
        <translation>字幕从播放头处开始</translation>
    </message>
    <message>
        <source>End caption at playhead</source>
        <translation>字幕在播放头处结束</translation>
    </message>
    <message>
        <source>Shift captions one frame earlier</source>
        <translation>字幕提前一帧</translation>
    </message>
    <message>
        <source>Shift captions one frame later</source>
        <translation>字幕延后一帧</translation>
    </message>
    <message>
        <source>Delete captions</source>
        <translation>删除字幕</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Fix selected captions</source>
        <translation>修正所选字幕</translation>
    </message>
    <message>
        <source>Fix all captions</source>
        <translation>修正所有字幕</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Snap captions to cuts</source>
        <translation>字幕对齐到剪辑点</translation>
    </message>
    <message>
        <source>Previous caption</source>
        <translation>上一条字幕</translation>
    </message>
    <message>
        <source>Next caption</source>
        <translation>下一条字幕</translation>
    </message>
    <message>
        <source>Add to export queue</source>
        <translation>加入导出队列</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Play line</source>
        <translation>播放此句</translation>
    </message>
    <message>
        <source>Speak line</source>
        <translation>为此句配音</translation>
    </message>
    <message>
        <source>Add line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move line up</source>
        <translation>台词上移</translation>
    </message>
    <message>
        <source>Move line down</source>
        <translation>台词下移</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Open script…</source>
        <translation>打开剧本…</translation>
    </message>
    <message>
        <source>Dub captions</source>
        <translation>为字幕配音</translation>
    </message>
</context>
<context>
    <name>CueDelegate</name>
    <message>
        <source>Caption text</source>
        <translation>字幕文字</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>CueModel</name>
    <message>
        <source>Reading speed in characters per second</source>
        <translation>阅读速度（每秒字符数）</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>CPS</source>
        <translation>字/秒</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>CueTable</name>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
</context>
<context>
    <name>CueTools</name>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>Find in captions</source>
        <translation>在字幕中查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Captions with problems: {count}. Show only these.</source>
        <translation>有问题的字幕：{count} 条。仅显示这些。</translation>
    </message>
    <message>
        <source>No problems found</source>
        <translation>所有字幕都没有问题</translation>
    </message>
    <message>
        <source>Stop detecting cuts</source>
        <translation>停止检测剪辑点</translation>
    </message>
</context>
<context>
    <name>CueWave</name>
    <message>
        <source>Waveform with captions</source>
        <translation>带字幕的波形</translation>
    </message>
    <message>
        <source>No audio on the timeline.</source>
        <translation>时间线上没有声音。</translation>
    </message>
    <message>
        <source>Reading audio…</source>
        <translation>正在读取声音…</translation>
    </message>
    <message>
        <source>Double-click: new caption. Wheel: zoom. Shift+wheel: scroll.</source>
        <translation>双击：新建字幕。滚轮：缩放。Shift 加滚轮：滚动。</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Close {dock}</source>
        <translation>关闭{dock}</translation>
    </message>
    <message>
        <source>Dock</source>
        <translation>停靠</translation>
    </message>
    <message>
        <source>Undock</source>
        <translation>取消停靠</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>The files stay where they are.</source>
        <translation>文件保持在原处。</translation>
    </message>
    <message>
        <source>Unpack and open {name}</source>
        <translation>解包并打开 {name}</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Make a film from {name}</source>
        <translation>用 {name} 制作影片</translation>
    </message>
    <message>
        <source>New project from {name}</source>
        <translation>以 {name} 新建项目</translation>
    </message>
    <message>
        <source>Nothing is replaced; you can undo this.</source>
        <translation>不会替换任何内容；可撤销。</translation>
    </message>
    <message>
        <source>Create scenes and lines from {name}</source>
        <translation>从 {name} 创建场景和台词</translation>
    </message>
    <message>
        <source>Import captions from {name}</source>
        <translation>从 {name} 导入字幕</translation>
    </message>
    <message>
        <source>Add {name} to the library</source>
        <translation>将 {name} 添加到素材库</translation>
    </message>
    <message>
        <source>Add {count} files to the library</source>
        <translation>将 {count} 个文件添加到素材库</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>EffectForm</name>
    <message>
        <source>This effect is not available. Remove it, or add its file and restart.</source>
        <translation>此效果不可用。请移除它，或添加其文件后重新启动。</translation>
    </message>
    <message>
        <source>Turn off {effect}</source>
        <translation>关闭“{effect}”</translation>
    </message>
    <message>
        <source>Reset {effect}</source>
        <translation>重置{effect}</translation>
    </message>
    <message>
        <source>More for {effect}</source>
        <translation>“{effect}”的更多选项</translation>
    </message>
    <message>
        <source>Apply earlier</source>
        <translation>提前应用</translation>
    </message>
    <message>
        <source>Apply later</source>
        <translation>延后应用</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Turn on {effect}</source>
        <translation>打开“{effect}”</translation>
    </message>
</context>
<context>
    <name>EffectList</name>
    <message>
        <source>Add effect</source>
        <translation>添加效果</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The text to speak.</source>
        <translation>要朗读的内容。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Voice id, such as en-us or en-gb+f3. Empty: the default voice of the language.</source>
        <translation>声音的标识，例如 en-us 或 en-gb+f3；留空则使用该语言的默认声音。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Error above</source>
        <translation>超出即为错误</translation>
    </message>
    <message>
        <source>Times the comfortable speed at which a warning becomes an error.</source>
        <translation>超过舒适速度多少倍时，警告变为错误。</translation>
    </message>
    <message>
        <source>PocketSphinx aligner</source>
        <translation>PocketSphinx 对齐</translation>
    </message>
    <message>
        <source>The exact words spoken in the audio.</source>
        <translation>声音中说的话，逐字写出。</translation>
    </message>
    <message>
        <source>English only.</source>
        <translation>仅支持英语。</translation>
    </message>
    <message>
        <source>Diffusers</source>
        <translation>Diffusers</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the image should show.</source>
        <translation>图片要展现的内容。</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>What the image should not show.</source>
        <translation>图片中不该出现的内容。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Id of the model folder.</source>
        <translation>模型文件夹的标识。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>0 uses the model&apos;s native size.</source>
        <translation>0 表示使用模型的原生尺寸。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps add detail but take longer; distilled models need 4 to 8.</source>
        <translation>步数越多越慢、越精细；蒸馏模型只需 4 到 8 步。</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely to follow the prompt; use 0 or 1 with distilled models.</source>
        <translation>遵循提示词的程度；蒸馏模型宜用 0 或 1。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Denoising schedule. Automatic uses the model&apos;s own.</source>
        <translation>去除噪声的方式；自动即模型的默认方式。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>With a source image: how much of it to change.</source>
        <translation>以图片为起点时，重新生成的比例。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>Automatic uses float32 on the CPU and half precision on the GPU.</source>
        <translation>自动：处理器上用 float32，显卡上用半精度。</translation>
    </message>
    <message>
        <source>Whisper (faster-whisper)</source>
        <translation>Whisper（faster-whisper）</translation>
    </message>
    <message>
        <source>Id of the Whisper model folder (CTranslate2 format).</source>
        <translation>Whisper 模型文件夹的标识（CTranslate2 格式）。</translation>
    </message>
    <message>
        <source>Language tag, such as en or de. Empty: detected automatically.</source>
        <translation>语言标签，例如 en 或 zh；留空则自动检测。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Transcribe the speech, or translate it into English.</source>
        <translation>写出原话，或写出英文译文。</translation>
    </message>
    <message>
        <source>Beam size</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>Larger beams are slower and slightly more accurate.</source>
        <translation>束越宽越慢，准确度略高。</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>跳过静音</translation>
    </message>
    <message>
        <source>Skips non-speech, so that the model does not invent words in silence.</source>
        <translation>略去非语音部分，避免模型在静音处凭空造词。</translation>
    </message>
    <message>
        <source>Names and terms</source>
        <translation>人名和术语</translation>
    </message>
    <message>
        <source>Words in the audio that the model should spell correctly.</source>
        <translation>会出现的词语，帮助模型写对。</translation>
    </message>
    <message>
        <source>PocketSphinx</source>
        <translation>PocketSphinx</translation>
    </message>
    <message>
        <source>English only; other languages need a downloaded recogniser.</source>
        <translation>仅支持英语；其他语言需要下载识别引擎。</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>断句</translation>
    </message>
    <message>
        <source>Adds capital letters and full stops at pauses.</source>
        <translation>根据停顿添加大写字母和句号。</translation>
    </message>
    <message>
        <source>Minimum pause</source>
        <translation>最短停顿</translation>
    </message>
    <message>
        <source>Shorter pauses do not split a segment.</source>
        <translation>更短的停顿不会切分。</translation>
    </message>
    <message>
        <source>eSpeak NG</source>
        <translation>eSpeak NG</translation>
    </message>
    <message>
        <source>Language tag, such as fr or pt-BR. Empty: the voice&apos;s own language, or American English.</source>
        <translation>语言标签，例如 fr 或 pt-BR；留空则使用声音自带的语言，或美式英语。</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>How the line is spoken; changes rate, volume and pitch together.</source>
        <translation>说话的方式；同时改变语速、音量和音高。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>1 is 175 words per minute.</source>
        <translation>1 表示每分钟 175 个词。</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>50 is the voice&apos;s natural pitch.</source>
        <translation>50 是声音本来的音高。</translation>
    </message>
    <message>
        <source>Pitch range</source>
        <translation>音高范围</translation>
    </message>
    <message>
        <source>0 is monotone, 50 natural, 99 lively.</source>
        <translation>0 为平直，50 为声音本来的语调，99 为生动。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Loudness of the recording; the mix normalises it anyway.</source>
        <translation>录音的响度；混音时会再统一。</translation>
    </message>
    <message>
        <source>Gap between words</source>
        <translation>词间停顿</translation>
    </message>
    <message>
        <source>Extra silence after each word.</source>
        <translation>每个词之后的额外静音。</translation>
    </message>
    <message>
        <source>VITS (transformers)</source>
        <translation>VITS（transformers）</translation>
    </message>
    <message>
        <source>Id of the VITS model folder.</source>
        <translation>VITS 模型文件夹的标识。</translation>
    </message>
    <message>
        <source>Speaker number in a multi-speaker model, counted from 0. Empty: the first.</source>
        <translation>多说话人模型中的说话人编号，从 0 起；留空则用第一个。</translation>
    </message>
    <message>
        <source>Not used: a VITS model speaks only the language it was trained on.</source>
        <translation>VITS 模型只会说其训练的语言；此项不起作用。</translation>
    </message>
    <message>
        <source>1 is the model&apos;s natural pace.</source>
        <translation>1 表示模型本来的语速。</translation>
    </message>
    <message>
        <source>Lanczos with sharpening</source>
        <translation>Lanczos 加锐化</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Strength of the unsharp mask.</source>
        <translation>USM 锐化的强度。</translation>
    </message>
    <message>
        <source>Silero VAD</source>
        <translation>Silero VAD</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>How confident the model must be that it hears speech.</source>
        <translation>模型判定有人说话所需的把握程度。</translation>
    </message>
    <message>
        <source>Minimum speech</source>
        <translation>最短语音</translation>
    </message>
    <message>
        <source>Shorter speech is ignored.</source>
        <translation>更短的语音会被忽略。</translation>
    </message>
    <message>
        <source>Minimum silence</source>
        <translation>最短静音</translation>
    </message>
    <message>
        <source>Shorter silences do not split a segment.</source>
        <translation>更短的静音不会切分片段。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>边距</translation>
    </message>
    <message>
        <source>Added before and after each segment; segments never overlap.</source>
        <translation>加在每个片段前后；不会多到使两段重叠。</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width and height of the image.</source>
        <translation>图片的宽度和高度。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many images to generate, each with its own seed.</source>
        <translation>生成的张数，每张使用各自的种子。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Starting noise of the image. The same seed and settings give the same image.</source>
        <translation>图片的起始噪声。种子和设置相同，图片就相同。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>In stops: +1 doubles the light.</source>
        <translation>以档为单位：+1 亮度加倍。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Around middle grey; 1 is unchanged.</source>
        <translation>以中灰为基准；1 为不变。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>0 is black and white, 1 is unchanged.</source>
        <translation>0 为黑白，1 为不变。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>色温</translation>
    </message>
    <message>
        <source>Positive is warmer, negative cooler.</source>
        <translation>正值偏暖，负值偏冷。</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>色调</translation>
    </message>
    <message>
        <source>Positive is more magenta, negative more green.</source>
        <translation>正值偏品红，负值偏绿。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Above 1 lifts the midtones.</source>
        <translation>大于 1 会提亮中间调。</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>Share of the picture cropped from this side.</source>
        <translation>从这一侧裁去的画面比例。</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Playback speed; the clip&apos;s length changes with it.</source>
        <translation>片段播放的快慢；长度随之变化。</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>contain</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>cover</source>
        <translation>填满</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>Contain shows the whole picture; cover fills the frame.</source>
        <translation>“完整”显示整个画面，“填满”铺满画框。</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Offset to the right, in frame widths.</source>
        <translation>向右位移，以画面宽度为单位。</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Offset downwards, in frame heights.</source>
        <translation>向下位移，以画面高度为单位。</translation>
    </message>
    <message>
        <source>1 is the fitted size.</source>
        <translation>1 为适配后的大小。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Clockwise, about the picture&apos;s centre.</source>
        <translation>绕画面中心顺时针旋转。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Error: {message}</source>
        <translation>错误：{message}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ExportList</name>
    <message>
        <source>Exports</source>
        <translation>导出记录</translation>
    </message>
    <message>
        <source>No exports yet. Finished files are listed here with their check results.</source>
        <translation>尚未导出。完成的文件及其检查结果会列在这里。</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>What to export</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Entire</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In to out</source>
        <translation>入点到出点</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Replace existing file</source>
        <translation>替换同名文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export with these settings</source>
        <translation>按当前设置导出</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Add to the queue after the current export</source>
        <translation>加入队列，排在当前导出之后</translation>
    </message>
    <message>
        <source>Nothing to export yet</source>
        <translation>还没有可导出的内容</translation>
    </message>
    <message>
        <source>Add a clip or a caption to the timeline first.</source>
        <translation>请先在时间线上放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>Go to Video</source>
        <translation>前往视频</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Named after the project</source>
        <translation>按项目命名</translation>
    </message>
    <message>
        <source>{count} files per sequence.</source>
        <translation>每个序列生成 {count} 个文件。</translation>
    </message>
    <message>
        <source>Mark in and out first (I and O)</source>
        <translation>请先设置入点和出点（I 和 O）</translation>
    </message>
    <message>
        <source>Export folder</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>Video with burned-in captions</source>
        <translation>视频，字幕烧录到画面</translation>
    </message>
    <message>
        <source>H.264 and AAC in MP4; plays everywhere.</source>
        <translation>MP4（H.264 和 AAC），到处都能播放。</translation>
    </message>
    <message>
        <source>Video with selectable captions</source>
        <translation>视频，字幕可开关</translation>
    </message>
    <message>
        <source>The same video with captions on a separate track.</source>
        <translation>同样的视频，字幕为单独的轨道。</translation>
    </message>
    <message>
        <source>Video without captions</source>
        <translation>视频，无字幕</translation>
    </message>
    <message>
        <source>Picture and sound only.</source>
        <translation>只有画面和声音。</translation>
    </message>
    <message>
        <source>Draft video</source>
        <translation>视频草稿</translation>
    </message>
    <message>
        <source>480p, fast to render, burned-in captions.</source>
        <translation>480p，导出快，字幕烧录到画面。</translation>
    </message>
    <message>
        <source>Captions (SRT)</source>
        <translation>字幕 (SRT)</translation>
    </message>
    <message>
        <source>The most widely supported caption format.</source>
        <translation>通用性最好的字幕文件。</translation>
    </message>
    <message>
        <source>Captions (WebVTT)</source>
        <translation>字幕 (WebVTT)</translation>
    </message>
    <message>
        <source>For web players.</source>
        <translation>用于网页播放器。</translation>
    </message>
    <message>
        <source>Captions (ASS)</source>
        <translation>字幕 (ASS)</translation>
    </message>
    <message>
        <source>With styling: font, colours, position.</source>
        <translation>带样式：字体、颜色、位置。</translation>
    </message>
    <message>
        <source>Audio (WAV)</source>
        <translation>音频 (WAV)</translation>
    </message>
    <message>
        <source>The full mix, 48 kHz, 16-bit.</source>
        <translation>完整混音，48 kHz，16 位。</translation>
    </message>
    <message>
        <source>Frames (PNG)</source>
        <translation>逐帧画面 (PNG)</translation>
    </message>
    <message>
        <source>One image per frame, in a folder.</source>
        <translation>每帧一张图片，存入文件夹。</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done in {time}</source>
        <translation>已完成，用时 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>FlowStrip</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Default folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>HistoryPopover</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Edits, newest first</source>
        <translation>编辑记录，最新的在前</translation>
    </message>
    <message>
        <source>Before these edits</source>
        <translation>这些编辑之前</translation>
    </message>
    <message>
        <source>current state</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>ImageForm</name>
    <message>
        <source>Describe the image in your own words</source>
        <translation>用自己的话描述图片内容</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the image should not show</source>
        <translation>不该出现的内容</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate images</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Image {number} of {count}</source>
        <translation>第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Queue paused</source>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>Step {done} of {total}</source>
        <translation>第 {done} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Generating</source>
        <translation>正在生成</translation>
    </message>
</context>
<context>
    <name>ImageInspector</name>
    <message>
        <source>Select an image to see how it was made.</source>
        <translation>选择图片，查看其生成方式。</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>Made elsewhere; no recipe available.</source>
        <translation>不是在这里生成的：没有生成记录。</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Generating this image…</source>
        <translation>正在生成此图片…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>生成时间</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Generated images</source>
        <translation>已生成的图片</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Starred images only</source>
        <translation>仅显示加星标的图片</translation>
    </message>
    <message>
        <source>Previous image, next image</source>
        <translation>上一张、下一张图片</translation>
    </message>
    <message>
        <source>Delete image</source>
        <translation>删除图片</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100%</translation>
    </message>
    <message>
        <source>Zoom in, zoom out</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Describe an image</source>
        <translation>描述一张图片</translation>
    </message>
    <message>
        <source>Write a prompt and press Generate. Watch the image appear, then vary it or use it.</source>
        <translation>写下提示词并点击“生成”。看图片逐渐呈现，再做变体或直接使用。</translation>
    </message>
    <message>
        <source>Try an example</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>No images match your search.</source>
        <translation>没有符合的图片。</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Use this image&apos;s settings</source>
        <translation>使用此图片的设置</translation>
    </message>
    <message>
        <source>Prompt, seed and steps, if the file contains them</source>
        <translation>文件中记录的提示词、种子和步数</translation>
    </message>
</context>
<context>
    <name>ImageTools</name>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Vary: same settings, new seed</source>
        <translation>变体：设置相同，种子更换</translation>
    </message>
    <message>
        <source>Compare with previous image, or the two selected ones</source>
        <translation>与前一张比较，或比较所选的两张</translation>
    </message>
    <message>
        <source>Send to scene</source>
        <translation>发送到场景</translation>
    </message>
    <message>
        <source>Add to timeline at playhead</source>
        <translation>放到时间线播放头处</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>另存为 PNG</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100%</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Add to timeline</source>
        <translation>放到时间线</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>PNG images (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>InspectorDock</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
</context>
<context>
    <name>JobsDock</name>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>没有任务</translation>
    </message>
    <message>
        <source>Jobs appear here when you generate, speak, transcribe or export.</source>
        <translation>生成、配音、转写和导出的任务会列在这里。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Already made; reused from this project</source>
        <translation>之前已完成，直接取自项目</translation>
    </message>
    <message>
        <source>Done in {time}</source>
        <translation>已完成，用时 {time}</translation>
    </message>
    <message>
        <source>Waiting for {project} to be opened</source>
        <translation>等待打开“{project}”</translation>
    </message>
    <message>
        <source>Queue paused</source>
        <translation>队列已暂停</translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>These jobs are lost when the window is closed. {reason}</source>
        <translation>窗口关闭后，这些任务会丢失。{reason}</translation>
    </message>
    <message>
        <source>Run anyway</source>
        <translation>仍然运行</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>KeyButtons</name>
    <message>
        <source>Previous keyframe</source>
        <translation>上一个关键帧</translation>
    </message>
    <message>
        <source>Add keyframe</source>
        <translation>添加关键帧</translation>
    </message>
    <message>
        <source>Next keyframe</source>
        <translation>下一个关键帧</translation>
    </message>
    <message>
        <source>Remove keyframe</source>
        <translation>删除关键帧</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>Key map</source>
        <translation>按键方案</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Keys of the commands</source>
        <translation>命令的按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Give the selected command the key of the map again</source>
        <translation>将所选命令恢复为方案中的按键</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Also: {names}</source>
        <translation>另有：{names}</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>All workspaces</source>
        <translation>通用</translation>
    </message>
</context>
<context>
    <name>LibraryDock</name>
    <message>
        <source>Search the library</source>
        <translation>搜索素材库</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>剧本</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>筛选文件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Grid view</source>
        <translation>以网格显示</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Drop videos, audio or images.</source>
        <translation>拖入视频、声音或图片。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>No matching files.</source>
        <translation>没有符合的文件。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Add to timeline</source>
        <translation>放到时间线</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <source>Relink…</source>
        <translation>重新链接…</translation>
    </message>
    <message>
        <source>Where used</source>
        <translation>使用位置</translation>
    </message>
    <message>
        <source>Add {name} to the library</source>
        <translation>将 {name} 添加到素材库</translation>
    </message>
    <message>
        <source>Add {n} files to the library</source>
        <translation>将 {n} 个文件添加到素材库</translation>
    </message>
    <message>
        <source>Import folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Locate missing files</source>
        <translation>查找丢失的文件</translation>
    </message>
    <message>
        <source>Locate file</source>
        <translation>查找文件</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Project files</source>
        <translation>项目文件</translation>
    </message>
</context>
<context>
    <name>LineBar</name>
    <message>
        <source>Speak</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Speak all new and out-of-date lines</source>
        <translation>为所有新增或需更新的台词配音</translation>
    </message>
    <message>
        <source>Add line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Script…</source>
        <translation>剧本…</translation>
    </message>
    <message>
        <source>Import a Fountain script; unchanged lines keep their takes</source>
        <translation>读取 Fountain 剧本；未改动的台词保留已有配音</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Captions have changed: update text and timing, keep the takes</source>
        <translation>字幕之后有改动：采用新的文字和时间，已录的版本会保留</translation>
    </message>
    <message>
        <source>Speak {count} selected</source>
        <translation>为所选 {count} 句配音</translation>
    </message>
    <message>
        <source>Speak {count} lines</source>
        <translation>为 {count} 句配音</translation>
    </message>
    <message>
        <source>Speak 1 line</source>
        <translation>为 1 句配音</translation>
    </message>
    <message>
        <source>Nothing to speak: change a line, its voice or its delivery first</source>
        <translation>没有要配音的台词：先修改台词、声音或语气</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
    <message>
        <source>speaking, {done} of {total}</source>
        <translation>配音中，{done}/{total}</translation>
    </message>
    <message>
        <source>{count} to speak</source>
        <translation>{count} 句待配音</translation>
    </message>
    <message>
        <source>all spoken</source>
        <translation>已全部配音</translation>
    </message>
</context>
<context>
    <name>LineDetail</name>
    <message>
        <source>Speak line</source>
        <translation>为此句配音</translation>
    </message>
    <message>
        <source>Not spoken yet</source>
        <translation>尚未配音</translation>
    </message>
    <message>
        <source>Narrator</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>New take</source>
        <translation>再来一版</translation>
    </message>
    <message>
        <source>This voice always speaks the same text the same way.</source>
        <translation>此声音每次读同样的话都一样。</translation>
    </message>
    <message>
        <source>Text, voice or delivery has changed. Speak the line again.</source>
        <translation>文字、声音或语气已改动：请重新朗读。</translation>
    </message>
    <message>
        <source>Longer than the time available. Shorten the text or raise the rate.</source>
        <translation>超出可用时长：请缩短文字或提高语速。</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Play line</source>
        <translation>播放此句</translation>
    </message>
    <message>
        <source>Spoken length / time available</source>
        <translation>配音时长 / 可用时长</translation>
    </message>
    <message>
        <source>Available deliveries: {manners}</source>
        <translation>可用语气：{manners}</translation>
    </message>
    <message>
        <source>Unknown delivery; spoken normally.</source>
        <translation>按平常语气配音：不认识这种语气。</translation>
    </message>
    <message>
        <source>Play line {number}</source>
        <translation>播放第 {number} 句</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Lines</source>
        <translation>台词</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>ParamForm</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>Params</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>This frame cannot be read</source>
        <translation>无法读取这一帧</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Plug-ins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>PrimaryButton</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel · {percent} %</source>
        <translation>取消 · {percent}%</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
</context>
<context>
    <name>ReplaceBar</name>
    <message>
        <source>What should the picture show instead?</source>
        <translation>画面要改成什么？</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate an image and show it instead</source>
        <translation>生成图片并替换画面</translation>
    </message>
    <message>
        <source>From library</source>
        <translation>从素材库</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>the clip</source>
        <translation>此片段</translation>
    </message>
    <message>
        <source>Replaces the frame at {time} in “{name}”. Mark in and out to replace more.</source>
        <translation>替换“{name}”在 {time} 处的一帧。设置入点和出点可替换更多。</translation>
    </message>
    <message>
        <source>Replaces {frames} frames in “{name}” from {time}.</source>
        <translation>从 {time} 起替换“{name}”的 {frames} 帧。</translation>
    </message>
    <message>
        <source>No images in the library yet</source>
        <translation>素材库中还没有图片</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>collapsed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新种子</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Lock seed</source>
        <translation>固定种子</translation>
    </message>
    <message>
        <source>Lock last seed, {seed}</source>
        <translation>固定上次的种子 {seed}</translation>
    </message>
    <message>
        <source>Use a new seed each time</source>
        <translation>每次使用新种子</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>Preparing the sample film</source>
        <translation>正在准备示例影片</translation>
    </message>
    <message>
        <source>“{name}” contains no words.</source>
        <translation>{name} 里没有文字。</translation>
    </message>
    <message>
        <source>Provide the text spoken in the recording.</source>
        <translation>请给出录音中所说的文字。</translation>
    </message>
    <message>
        <source>The caption overlaps the next one by {value} s.</source>
        <translation>与下一条字幕重叠 {value} 秒。</translation>
    </message>
    <message>
        <source>The caption is empty.</source>
        <translation>这条字幕没有内容。</translation>
    </message>
    <message>
        <source>One of the two captions would be empty.</source>
        <translation>两条字幕之一会是空的。</translation>
    </message>
    <message>
        <source>Put the cursor between words.</source>
        <translation>请把光标放在词与词之间。</translation>
    </message>
    <message>
        <source>This caption is too short to split.</source>
        <translation>这条字幕太短，无法拆分。</translation>
    </message>
    <message>
        <source>Select two or more captions to merge.</source>
        <translation>请选择两条或更多要合并的字幕。</translation>
    </message>
    <message>
        <source>Split caption</source>
        <translation>拆分字幕</translation>
    </message>
    <message>
        <source>Captions on different tracks cannot be merged.</source>
        <translation>不同轨道的字幕不能合并。</translation>
    </message>
    <message>
        <source>Merge captions</source>
        <translation>合并字幕</translation>
    </message>
    <message>
        <source>Shift captions</source>
        <translation>移动字幕时间</translation>
    </message>
    <message>
        <source>Change caption timing</source>
        <translation>调整字幕时间</translation>
    </message>
    <message>
        <source>A caption needs text.</source>
        <translation>字幕需要文字。</translation>
    </message>
    <message>
        <source>Delete the caption instead.</source>
        <translation>请改为删除这条字幕。</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>编辑字幕</translation>
    </message>
    <message>
        <source>There is no room for a caption here.</source>
        <translation>这里没有空间放字幕。</translation>
    </message>
    <message>
        <source>Move the playhead.</source>
        <translation>请移动播放头。</translation>
    </message>
    <message>
        <source>Insert caption</source>
        <translation>插入字幕</translation>
    </message>
    <message>
        <source>There is already a caption at this time.</source>
        <translation>这个时间已经有一条字幕了。</translation>
    </message>
    <message>
        <source>Split it, or move the playhead.</source>
        <translation>请拆分它，或移动播放头。</translation>
    </message>
    <message>
        <source>“{name}” is {size} MB, too large for a text file.</source>
        <translation>“{name}”有 {size} MB，对文本文件来说太大了。</translation>
    </message>
    <message>
        <source>“{name}” is not a text file.</source>
        <translation>{name} 不是文本文件。</translation>
    </message>
    <message>
        <source>Choose a caption file such as SRT or VTT.</source>
        <translation>请给出 SRT 或 VTT 之类的字幕文件。</translation>
    </message>
    <message>
        <source>Check that it is not a video.</source>
        <translation>请检查它是不是视频。</translation>
    </message>
    <message>
        <source>Fix captions</source>
        <translation>修正字幕</translation>
    </message>
    <message>
        <source>Captions cannot be exported as {format}.</source>
        <translation>字幕不能写成 {format}。</translation>
    </message>
    <message>
        <source>Choose one of: {writable}.</source>
        <translation>请从 {writable} 中选择。</translation>
    </message>
    <message>
        <source>End the file name with one of: {value}.</source>
        <translation>请让文件名以 {value} 之一结尾。</translation>
    </message>
    <message>
        <source>“{name}” is not in a supported caption format.</source>
        <translation>{name} 不是已知的字幕格式。</translation>
    </message>
    <message>
        <source>Captions cannot be exported in the format of “{name}”.</source>
        <translation>无法以 {name} 的格式导出字幕。</translation>
    </message>
    <message>
        <source>this is not a JSON file with a list of cues.</source>
        <translation>这个文件不是带有字幕列表的 JSON。</translation>
    </message>
    <message>
        <source>an entry has no valid start_s and end_s.</source>
        <translation>有一个条目没有可用的 start_s 和 end_s。</translation>
    </message>
    <message>
        <source>Export it again as JSON.</source>
        <translation>请重新导出为 JSON。</translation>
    </message>
    <message>
        <source>the file is XML, but not TTML.</source>
        <translation>这个文件是 XML，但不是 TTML。</translation>
    </message>
    <message>
        <source>“{name}”: {message}</source>
        <translation>“{name}”：{message}</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>the XML is not well-formed.</source>
        <translation>这不是格式正确的 XML。</translation>
    </message>
    <message>
        <source>this is not readable TTML.</source>
        <translation>这不是可以读取的 TTML。</translation>
    </message>
    <message>
        <source>the caption format is not recognised.</source>
        <translation>这里认不出任何字幕格式。</translation>
    </message>
    <message>
        <source>line {line}: {message}</source>
        <translation>第 {line} 行：{message}</translation>
    </message>
    <message>
        <source>Fix the file in a text editor, or choose another file.</source>
        <translation>请用文本编辑器修正文件，或换一个文件。</translation>
    </message>
    <message>
        <source>no caption starts here; the file has no time such as 00:00:01,000 --&gt; 00:00:02,000.</source>
        <translation>这里没有字幕开始；文件中没有 00:00:01,000 --&gt; 00:00:02,000 这样的时间。</translation>
    </message>
    <message>
        <source>the file has no [Events] section.</source>
        <translation>文件中没有 [Events] 部分。</translation>
    </message>
    <message>
        <source>“{text}” is not a valid time.</source>
        <translation>“{text}”不是时间。</translation>
    </message>
    <message>
        <source>“{line}” is not a start and end time.</source>
        <translation>“{line}”不是一对时间。</translation>
    </message>
    <message>
        <source>“{line}” does not start with a time such as [00:12.50].</source>
        <translation>“{line}”开头没有 [00:12.50] 这样的时间。</translation>
    </message>
    <message>
        <source>the Format line of [Events] does not list Start, End and Text.</source>
        <translation>[Events] 的 Format 行没有列出 Start、End 和 Text。</translation>
    </message>
    <message>
        <source>the Dialogue line has {values} of {fields} fields.</source>
        <translation>这个 Dialogue 行有 {values} 个字段，应有 {fields} 个。</translation>
    </message>
    <message>
        <source>Snap captions to cuts</source>
        <translation>字幕对齐到剪辑点</translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation>导入字幕</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Align script</source>
        <translation>对齐文稿</translation>
    </message>
    <message>
        <source>“{engine}” is not a speech recognition or alignment engine.</source>
        <translation>“{engine}”不是语音识别或对齐引擎。</translation>
    </message>
    <message>
        <source>Transcribe {name}</source>
        <translation>转写 {name}</translation>
    </message>
    <message>
        <source>Run “studio doctor” to list the engines.</source>
        <translation>studio doctor 会列出各个引擎。</translation>
    </message>
    <message>
        <source>The engine returned no words.</source>
        <translation>引擎没有返回任何词。</translation>
    </message>
    <message>
        <source>Try another engine.</source>
        <translation>请换一个引擎。</translation>
    </message>
    <message>
        <source>Recognise speech in {name}</source>
        <translation>识别 {name} 中的语音</translation>
    </message>
    <message>
        <source>The words returned by the engine could not be read.</source>
        <translation>无法读取引擎返回的词。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>There is no model called “{model}” in the catalogue.</source>
        <translation>目录中没有名为 {model} 的模型。</translation>
    </message>
    <message>
        <source>List models as [[model]] tables.</source>
        <translation>模型要写成 [[model]] 表。</translation>
    </message>
    <message>
        <source>“{name}” could not be read: {error}</source>
        <translation>无法读取 {name}：{error}</translation>
    </message>
    <message>
        <source>“{name}” points outside the model folder.</source>
        <translation>{name} 指向模型文件夹之外。</translation>
    </message>
    <message>
        <source>“{name}” is not a CTranslate2 model; it may be a pickle file, which can run code.</source>
        <translation>{name} 不是 CTranslate2 模型，可能是会运行代码的 pickle。</translation>
    </message>
    <message>
        <source>“{name}” requires its own code (auto_map). Models that include code are refused.</source>
        <translation>{name} 要求运行自带的代码（auto_map）；自带代码的模型会被拒绝。</translation>
    </message>
    <message>
        <source>the server returned status {code}</source>
        <translation>服务器回应了 {code}</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>{title} is included with the app.</source>
        <translation>{title} 随应用提供。</translation>
    </message>
    <message>
        <source>{title} needs {missing} GB of disk space, but only {free} GB is free.</source>
        <translation>{title} 需要 {missing} GB 磁盘空间，但只剩 {free} GB。</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>请腾出一些磁盘空间后重试。</translation>
    </message>
    <message>
        <source>The download was redirected to {scheme}://{host}, which is not a known source.</source>
        <translation>下载被转到 {scheme}://{host}，这不是已知的来源。</translation>
    </message>
    <message>
        <source>{title} could not be downloaded: {reason}.</source>
        <translation>无法下载 {title}：{reason}。</translation>
    </message>
    <message>
        <source>Check the connection and try again. The download will resume where it stopped.</source>
        <translation>请检查网络连接后重试，下载会从中断处继续。</translation>
    </message>
    <message>
        <source>“{name}” does not match the file in the catalogue.</source>
        <translation>{name} 不是目录中所列的文件。</translation>
    </message>
    <message>
        <source>Try again later. The download was discarded; if this happens again, the file at the source has changed.</source>
        <translation>它已被丢弃。请稍后再试；如果再次出现，说明来源已被改动。</translation>
    </message>
    <message>
        <source>{name} is not a path inside the model folder.</source>
        <translation>{name} 不是模型文件夹内的路径。</translation>
    </message>
    <message>
        <source>“{name}” is a code file. Models that include code are refused.</source>
        <translation>{name} 是代码；自带代码的模型会被拒绝。</translation>
    </message>
    <message>
        <source>“{name}” may be a pickle file, which can run code. Only safetensors, ONNX and CTranslate2 files are loaded.</source>
        <translation>{name} 可能是会运行代码的 pickle；只加载 safetensors、ONNX 和 CTranslate2 文件。</translation>
    </message>
    <message>
        <source>{id} is not a valid model id. Use lower-case letters, digits, dots and hyphens.</source>
        <translation>{id} 不是模型 ID：只能用小写字母、数字、点和短横线。</translation>
    </message>
    <message>
        <source>A model must have either a path or a repo.</source>
        <translation>模型要么有 path，要么有 repo。</translation>
    </message>
    <message>
        <source>{repo} is not a valid repository name.</source>
        <translation>{repo} 不是仓库名称。</translation>
    </message>
    <message>
        <source>commit must be 40 hexadecimal digits, because the contents of a branch can change.</source>
        <translation>commit 必须是 40 位十六进制数，因为分支的内容可能变化。</translation>
    </message>
    <message>
        <source>A model from the hub must list its files.</source>
        <translation>来自模型库的模型要列出它的文件。</translation>
    </message>
    <message>
        <source>“{name}” needs a sha256 and a size.</source>
        <translation>{name} 需要它的 sha256 和大小。</translation>
    </message>
    <message>
        <source>{where}: {message}</source>
        <translation>{where}：{message}</translation>
    </message>
    <message>
        <source>{message} ({errors} more)</source>
        <translation>{message}（另有 {errors} 个问题）</translation>
    </message>
    <message>
        <source>“{name}” could not be read or written: {strerror}.</source>
        <translation>无法读写 {name}：{strerror}。</translation>
    </message>
    <message>
        <source>“{path}” does not exist.</source>
        <translation>{path} 不存在。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>“{path}” is a folder.</source>
        <translation>{path} 是文件夹。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请给出一个文件。</translation>
    </message>
    <message>
        <source>“{path}” is a pipe or a device.</source>
        <translation>{path} 是管道或设备。</translation>
    </message>
    <message>
        <source>“{path}” is empty.</source>
        <translation>{path} 是空的。</translation>
    </message>
    <message>
        <source>Check that the copy or download is complete.</source>
        <translation>请检查复制或下载是否完整。</translation>
    </message>
    <message>
        <source>Enter a file name.</source>
        <translation>请提供文件名。</translation>
    </message>
    <message>
        <source>“{folder}” is a file, not a folder.</source>
        <translation>{folder} 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>No permission to write to “{folder}”.</source>
        <translation>{folder} 不可写入。</translation>
    </message>
    <message>
        <source>There is not enough disk space to save “{name}”.</source>
        <translation>没有空间写入 {name}。</translation>
    </message>
    <message>
        <source>No permission to read or write “{path}”.</source>
        <translation>没有权限读写 {path}。</translation>
    </message>
    <message>
        <source>Choose another folder or change its permissions.</source>
        <translation>请换一个文件夹，或更改它的权限。</translation>
    </message>
    <message>
        <source>“{path}” is not a valid path.</source>
        <translation>{path} 不是可用的路径。</translation>
    </message>
    <message>
        <source>{title} must be on or off.</source>
        <translation>“{title}”只能是开或关。</translation>
    </message>
    <message>
        <source>{title} must be text.</source>
        <translation>“{title}”必须是文字。</translation>
    </message>
    <message>
        <source>{title} must be one of {choices}.</source>
        <translation>“{title}”必须是 {choices} 之一。</translation>
    </message>
    <message>
        <source>{title} must be a number.</source>
        <translation>“{title}”必须是数字。</translation>
    </message>
    <message>
        <source>{title} must be at least {minimum}{unit}.</source>
        <translation>“{title}”不能小于 {minimum}{unit}。</translation>
    </message>
    <message>
        <source>{title} must be at most {maximum}{unit}.</source>
        <translation>“{title}”不能大于 {maximum}{unit}。</translation>
    </message>
    <message>
        <source>“{name}” is {form} Hz, {form2}-channel, {form3}-bit.</source>
        <translation>{name} 是 {form} Hz、{form2} 声道、{form3} 位。</translation>
    </message>
    <message>
        <source>This engine needs 16 kHz mono 16-bit WAV.</source>
        <translation>这个引擎需要 16 kHz、单声道、16 位的 WAV。</translation>
    </message>
    <message>
        <source>“{name}” is not a WAV file.</source>
        <translation>{name} 不是 WAV 文件。</translation>
    </message>
    <message>
        <source>Choose a 16 kHz mono WAV file.</source>
        <translation>请选择 16 kHz 单声道的 WAV 文件。</translation>
    </message>
    <message>
        <source>eSpeak NG has no voice called “{name}”.</source>
        <translation>eSpeak NG 没有名为 {name} 的声音。</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>请换一个声音。</translation>
    </message>
    <message>
        <source>The eSpeak NG speech library could not be loaded.</source>
        <translation>无法加载语音库 eSpeak NG。</translation>
    </message>
    <message>
        <source>Reinstall the app.</source>
        <translation>请重新安装应用。</translation>
    </message>
    <message>
        <source>The eSpeak NG voices could not be read.</source>
        <translation>无法读取 eSpeak NG 的声音。</translation>
    </message>
    <message>
        <source>The model “{name}” was refused: {reason}.</source>
        <translation>模型 {name} 被拒绝：{reason}。</translation>
    </message>
    <message>
        <source>No {what} was selected.</source>
        <translation>没有选择{what}。</translation>
    </message>
    <message>
        <source>Choose a model installed on this machine.</source>
        <translation>请选择本机上已有的模型。</translation>
    </message>
    <message>
        <source>“{name}” is not a model of this type.</source>
        <translation>{name} 不是这一类模型。</translation>
    </message>
    <message>
        <source>Choose a folder that contains “{name}”.</source>
        <translation>请选择含有 {name} 的文件夹。</translation>
    </message>
    <message>
        <source>“{name}” is a code file</source>
        <translation>{name} 是代码</translation>
    </message>
    <message>
        <source>“{name}” is a pickle file, which can contain code; use safetensors</source>
        <translation>{name} 是可能含有代码的 pickle，需要 safetensors</translation>
    </message>
    <message>
        <source>“{name}” requires its own code</source>
        <translation>{name} 要求运行自带的代码</translation>
    </message>
    <message>
        <source>“{name}” in “{name2}” could not be read.</source>
        <translation>无法读取 {name2} 的 {name}。</translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation>请重新下载模型。</translation>
    </message>
    <message>
        <source>PocketSphinx aligner</source>
        <translation>PocketSphinx 对齐</translation>
    </message>
    <message>
        <source>The text was not found in the recording.</source>
        <translation>在录音中找不到这段文字。</translation>
    </message>
    <message>
        <source>Check that the text is in English, complete, and matches what is said.</source>
        <translation>请确认它就是所说的文字，是英语而且完整。</translation>
    </message>
    <message>
        <source>This aligner supports only English, not {language}.</source>
        <translation>这个对齐器只支持英语，不支持 {language}。</translation>
    </message>
    <message>
        <source>There are no words to align.</source>
        <translation>没有要对齐的词。</translation>
    </message>
    <message>
        <source>The recording is too short for the text.</source>
        <translation>录音太短，放不下这段文字。</translation>
    </message>
    <message>
        <source>Choose another recording.</source>
        <translation>请换一段录音。</translation>
    </message>
    <message>
        <source>aligning</source>
        <translation>正在对齐</translation>
    </message>
    <message>
        <source>pocketsphinx is not installed.</source>
        <translation>没有安装 pocketsphinx。</translation>
    </message>
    <message>
        <source>Diffusers</source>
        <translation>Diffusers</translation>
    </message>
    <message>
        <source>image model</source>
        <translation>图像模型</translation>
    </message>
    <message>
        <source>denoising</source>
        <translation>正在去噪</translation>
    </message>
    <message>
        <source>“{name}” was made for {name2}, which is not supported.</source>
        <translation>{name} 是为 {name2} 制作的，本应用不支持它。</translation>
    </message>
    <message>
        <source>Supported: {families}.</source>
        <translation>支持的有：{families}。</translation>
    </message>
    <message>
        <source>A mask needs the image it belongs to.</source>
        <translation>遮罩需要它所属的图片。</translation>
    </message>
    <message>
        <source>Choose an image.</source>
        <translation>请选择一张图片。</translation>
    </message>
    <message>
        <source>This model cannot {what}.</source>
        <translation>这个模型不能{what}。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请换一个模型。</translation>
    </message>
    <message>
        <source>This model has its own scheduler and does not support {word}.</source>
        <translation>这个模型有自己的调度器，不支持 {word}。</translation>
    </message>
    <message>
        <source>Choose the automatic scheduler.</source>
        <translation>请选择自动调度器。</translation>
    </message>
    <message>
        <source>its {part} comes from {value}</source>
        <translation>它的 {part} 来自 {value}</translation>
    </message>
    <message>
        <source>“{name}” is not a readable image.</source>
        <translation>{name} 不是可读取的图片。</translation>
    </message>
    <message>
        <source>{name} cannot be read as captions.</source>
        <translation>{name} 无法作为字幕读取。</translation>
    </message>
    <message>
        <source>Export the captions again, or choose another file.</source>
        <translation>请重新导出字幕，或选择另一个文件。</translation>
    </message>
    <message>
        <source>Move it away, or set STUDIO_HOME to another folder.</source>
        <translation>请把它移走，或将 STUDIO_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>The data folder cannot be used because “{path}” is a folder, not a file.</source>
        <translation>无法使用数据文件夹，因为“{path}”是文件夹而不是文件。</translation>
    </message>
    <message>
        <source>“{path}” in the data folder cannot be made.</source>
        <translation>无法创建数据文件夹中的“{path}”。</translation>
    </message>
    <message>
        <source>Set STUDIO_HOME to another folder.</source>
        <translation>请将 STUDIO_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>The data folder cannot be used because “{folder}” is a file, not a folder.</source>
        <translation>无法使用数据文件夹，因为“{folder}”是文件而不是文件夹。</translation>
    </message>
    <message>
        <source>The disk of the data folder “{folder}” is full.</source>
        <translation>数据文件夹“{folder}”所在的磁盘已满。</translation>
    </message>
    <message>
        <source>“{path}” in the data folder cannot be written.</source>
        <translation>无法写入数据文件夹中的“{path}”。</translation>
    </message>
    <message>
        <source>Change its permissions, or set STUDIO_HOME to another folder.</source>
        <translation>请更改其权限，或将 STUDIO_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>“{path}” in the data folder cannot be read or written.</source>
        <translation>无法读写数据文件夹中的“{path}”。</translation>
    </message>
    <message>
        <source>Check the disk, or set STUDIO_HOME to another folder.</source>
        <translation>请检查磁盘，或将 STUDIO_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>“{name}” in {parent} is a link or not a regular file.</source>
        <translation>{parent} 中的“{name}”是链接或不是普通文件。</translation>
    </message>
    <message>
        <source>Replace it with a regular file.</source>
        <translation>请用普通文件替换它。</translation>
    </message>
    <message>
        <source>“{name}” in {parent} is a link, and nothing is written through it.</source>
        <translation>{parent} 中的“{name}”是链接，不会通过它写入任何内容。</translation>
    </message>
    <message>
        <source>Replace the link with a folder.</source>
        <translation>请用文件夹替换该链接。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>Whisper (faster-whisper)</source>
        <translation>Whisper（faster-whisper）</translation>
    </message>
    <message>
        <source>speech recognition model</source>
        <translation>语音识别模型</translation>
    </message>
    <message>
        <source>This model does not support {language}.</source>
        <translation>这个模型不支持 {language}。</translation>
    </message>
    <message>
        <source>recognising speech</source>
        <translation>正在识别语音</translation>
    </message>
    <message>
        <source>PocketSphinx</source>
        <translation>PocketSphinx</translation>
    </message>
    <message>
        <source>PocketSphinx supports only English, not {language}.</source>
        <translation>PocketSphinx 只支持英语，不支持 {language}。</translation>
    </message>
    <message>
        <source>Choose another recogniser, or leave the language empty.</source>
        <translation>请换一个识别器，或把语言留空。</translation>
    </message>
    <message>
        <source>eSpeak NG</source>
        <translation>eSpeak NG</translation>
    </message>
    <message>
        <source>eSpeak NG does not support {language}.</source>
        <translation>eSpeak NG 不支持 {language}。</translation>
    </message>
    <message>
        <source>Choose a language from the list.</source>
        <translation>请从列表中选择语言。</translation>
    </message>
    <message>
        <source>eSpeak NG has no variant called “{variant}”.</source>
        <translation>eSpeak NG 没有名为 {variant} 的变体。</translation>
    </message>
    <message>
        <source>Choose a voice from the list.</source>
        <translation>请从列表中选择声音。</translation>
    </message>
    <message>
        <source>eSpeak NG has no voice called “{voice}”.</source>
        <translation>eSpeak NG 没有名为 {voice} 的声音。</translation>
    </message>
    <message>
        <source>There is no text to speak.</source>
        <translation>没有要朗读的文字。</translation>
    </message>
    <message>
        <source>Enter some text.</source>
        <translation>请写一些文字。</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>正在朗读</translation>
    </message>
    <message>
        <source>VITS (transformers)</source>
        <translation>VITS（transformers）</translation>
    </message>
    <message>
        <source>speech model</source>
        <translation>语音模型</translation>
    </message>
    <message>
        <source>“{name}” is not a VITS model.</source>
        <translation>{name} 不是 VITS 模型。</translation>
    </message>
    <message>
        <source>Choose a VITS or MMS model.</source>
        <translation>请选择 VITS 或 MMS 模型。</translation>
    </message>
    <message>
        <source>“{name}” needs its text converted to phonemes, which this engine does not support.</source>
        <translation>{name} 需要先把文字转成音标，这个引擎做不到。</translation>
    </message>
    <message>
        <source>Choose a model that takes plain text, such as the MMS voices.</source>
        <translation>请选择直接使用普通文字的模型，例如 MMS 声音。</translation>
    </message>
    <message>
        <source>This model has speakers 0 to {count}; there is no speaker {voice}.</source>
        <translation>这个模型有 0 到 {count} 号说话人，没有 {voice}。</translation>
    </message>
    <message>
        <source>Choose one of these speakers.</source>
        <translation>请选择其中一位说话人。</translation>
    </message>
    <message>
        <source>The model does not support the letters of this text.</source>
        <translation>模型不支持这段文字的字母。</translation>
    </message>
    <message>
        <source>Choose a model for the language of the text.</source>
        <translation>请选择相应语言的模型。</translation>
    </message>
    <message>
        <source>Lanczos with sharpening</source>
        <translation>Lanczos 加锐化</translation>
    </message>
    <message>
        <source>upscaling</source>
        <translation>正在放大</translation>
    </message>
    <message>
        <source>The upscaled image would be {size} × {size2} pixels.</source>
        <translation>放大后的图片会有 {size} × {size2} 像素。</translation>
    </message>
    <message>
        <source>Choose a smaller scale.</source>
        <translation>请选择较小的倍数。</translation>
    </message>
    <message>
        <source>Silero VAD</source>
        <translation>Silero VAD</translation>
    </message>
    <message>
        <source>detecting speech</source>
        <translation>正在检测语音</translation>
    </message>
    <message>
        <source>silero-vad is not installed.</source>
        <translation>没有安装 silero-vad。</translation>
    </message>
    <message>
        <source>The export failed because of an internal error ({name}).</source>
        <translation>导出因内部错误而失败（{name}）。</translation>
    </message>
    <message>
        <source>Copy the details and send them to the developers.</source>
        <translation>请复制详细信息并发送给开发者。</translation>
    </message>
    <message>
        <source>Export again.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>A rendered segment is missing.</source>
        <translation>缺少一个已渲染的片段。</translation>
    </message>
    <message>
        <source>A rendered segment is damaged.</source>
        <translation>一个已渲染的片段损坏了。</translation>
    </message>
    <message>
        <source>A rendered segment does not match the others.</source>
        <translation>一个已渲染的片段与其他片段不符。</translation>
    </message>
    <message>
        <source>There is no export preset called {preset_id}.</source>
        <translation>没有名为 {preset_id} 的导出预设。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>请从中选择：{known}。</translation>
    </message>
    <message>
        <source>No export preset supports {suffix}.</source>
        <translation>没有支持 {suffix} 的导出预设。</translation>
    </message>
    <message>
        <source>“{name}” already exists.</source>
        <translation>{name} 已经存在。</translation>
    </message>
    <message>
        <source>Choose another folder name.</source>
        <translation>请换一个文件夹名称。</translation>
    </message>
    <message>
        <source>The export stopped unexpectedly: {reason}.</source>
        <translation>导出意外停止：{reason}。</translation>
    </message>
    <message>
        <source>Export again; finished segments are kept.</source>
        <translation>请重新导出：已完成的部分会保留。</translation>
    </message>
    <message>
        <source>The settings of this export are no longer available.</source>
        <translation>这次导出的设置已经不在了。</translation>
    </message>
    <message>
        <source>The export finished without creating a file.</source>
        <translation>导出结束了，却没有文件。</translation>
    </message>
    <message>
        <source>The export could not be started.</source>
        <translation>无法启动导出。</translation>
    </message>
    <message>
        <source>Frames from {first} onwards could not be rendered.</source>
        <translation>从第 {first} 帧起无法渲染。</translation>
    </message>
    <message>
        <source>checking the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>mixing sound</source>
        <translation>正在混音</translation>
    </message>
    <message>
        <source>The sequence is empty.</source>
        <translation>序列是空的。</translation>
    </message>
    <message>
        <source>Add a clip or a caption to the timeline first.</source>
        <translation>请先在时间线上放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>There are no captions to export.</source>
        <translation>没有可导出的字幕。</translation>
    </message>
    <message>
        <source>Transcribe, import or write captions first.</source>
        <translation>请先转写、导入或撰写一些。</translation>
    </message>
    <message>
        <source>“{target}” already exists.</source>
        <translation>{target} 已经存在。</translation>
    </message>
    <message>
        <source>rendering</source>
        <translation>正在渲染</translation>
    </message>
    <message>
        <source>writing frames</source>
        <translation>正在写入帧</translation>
    </message>
    <message>
        <source>no audio</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>{loudness_lufs} LUFS</source>
        <translation>{loudness_lufs} LUFS</translation>
    </message>
    <message>
        <source>all checks passed</source>
        <translation>所有检查均已通过</translation>
    </message>
    <message>
        <source>{frames} frames, {length}, {level}: {verdict}</source>
        <translation>{frames} 帧，{length}，{level}：{verdict}</translation>
    </message>
    <message>
        <source>{frames} frames instead of {expected}</source>
        <translation>{frames} 帧，应为 {expected} 帧</translation>
    </message>
    <message>
        <source>audio and video start {offset_s} ms apart</source>
        <translation>声音和画面的开头相差 {offset_s} 毫秒</translation>
    </message>
    <message>
        <source>{captions} caption tracks instead of {soft}</source>
        <translation>{captions} 条字幕轨道，应为 {soft} 条</translation>
    </message>
    <message>
        <source>more than half of the video is black</source>
        <translation>视频有一半以上是黑的</translation>
    </message>
    <message>
        <source>the audio is missing</source>
        <translation>缺少声音</translation>
    </message>
    <message>
        <source>the audio is {audio_s} s long, the video {seconds} s</source>
        <translation>声音长 {audio_s} 秒，画面长 {seconds} 秒</translation>
    </message>
    <message>
        <source>“{name}” has no video track.</source>
        <translation>{name} 没有视频轨道。</translation>
    </message>
    <message>
        <source>Choose a video file.</source>
        <translation>请选择一个视频文件。</translation>
    </message>
    <message>
        <source>“{name}” contains no captions.</source>
        <translation>{name} 里没有字幕。</translation>
    </message>
    <message>
        <source>Choose a file with at least one caption.</source>
        <translation>请给出至少有一条字幕的文件。</translation>
    </message>
    <message>
        <source>There is no voice called “{voice}”.</source>
        <translation>没有名为 {voice} 的声音。</translation>
    </message>
    <message>
        <source>Run “studio doctor --json” to list the voices.</source>
        <translation>studio doctor --json 会列出各个声音。</translation>
    </message>
    <message>
        <source>Cast voice</source>
        <translation>分配声音</translation>
    </message>
    <message>
        <source>Dub captions</source>
        <translation>为字幕配音</translation>
    </message>
    <message>
        <source>Arrange dub</source>
        <translation>排列配音</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>导出 {name}</translation>
    </message>
    <message>
        <source>There is nothing to export in this range.</source>
        <translation>这个范围内没有可导出的内容。</translation>
    </message>
    <message>
        <source>fill a mask</source>
        <translation>填充遮罩</translation>
    </message>
    <message>
        <source>start from an image</source>
        <translation>从一张图片开始</translation>
    </message>
    <message>
        <source>Add a clip or a caption there first.</source>
        <translation>请先在那里放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>The sample script is not installed.</source>
        <translation>没有安装示例剧本。</translation>
    </message>
    <message>
        <source>Cast voices</source>
        <translation>分配声音</translation>
    </message>
    <message>
        <source>{title}: {message}</source>
        <translation>{title}：{message}</translation>
    </message>
    <message>
        <source>{title}: stopped</source>
        <translation>{title}：已停止</translation>
    </message>
    <message>
        <source>Assemble film</source>
        <translation>排列影片</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Generate image</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Image: {prompt}</source>
        <translation>图片：{prompt}</translation>
    </message>
    <message>
        <source>The script has no scenes or lines.</source>
        <translation>剧本里没有场景也没有台词。</translation>
    </message>
    <message>
        <source>Start with a heading such as: EXT. LIGHTHOUSE - NIGHT</source>
        <translation>请以这样的标题开头：EXT. LIGHTHOUSE - NIGHT</translation>
    </message>
    <message>
        <source>Load script</source>
        <translation>载入剧本</translation>
    </message>
    <message>
        <source>No image engine is available.</source>
        <translation>没有可用的图像引擎。</translation>
    </message>
    <message>
        <source>Run “studio doctor” to see what is missing.</source>
        <translation>studio doctor 会说明缺少什么。</translation>
    </message>
    <message>
        <source>Set scene image</source>
        <translation>设置场景图片</translation>
    </message>
    <message>
        <source>“{name}” does not contain its generation settings.</source>
        <translation>“{name}”不含生成设置。</translation>
    </message>
    <message>
        <source>Use the original image; the settings are lost when another program saves it.</source>
        <translation>请使用原始图片；图片被其他程序再次保存后会丢失这些设置。</translation>
    </message>
    <message>
        <source>The prompt is empty.</source>
        <translation>提示词是空的。</translation>
    </message>
    <message>
        <source>Describe the image.</source>
        <translation>请描述图片。</translation>
    </message>
    <message>
        <source>You can generate 1 to {most} images at a time.</source>
        <translation>一次可以制作 1 到 {most} 张图片。</translation>
    </message>
    <message>
        <source>Restore image</source>
        <translation>恢复图片</translation>
    </message>
    <message>
        <source>“{name}” is not an image.</source>
        <translation>{name} 不是图片。</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Internal error ({name}).</source>
        <translation>内部错误（{name}）。</translation>
    </message>
    <message>
        <source>The project of this job was closed.</source>
        <translation>这个任务的项目已关闭。</translation>
    </message>
    <message>
        <source>{title} cannot run on this machine. {reason}</source>
        <translation>{title} 不能在本机运行。{reason}</translation>
    </message>
    <message>
        <source>Choose another engine, or install what is missing under Models.</source>
        <translation>请换一个引擎，或在“模型”中获取缺少的内容。</translation>
    </message>
    <message>
        <source>The model “{chosen}” is not installed on this machine.</source>
        <translation>模型 {chosen} 不在本机上。</translation>
    </message>
    <message>
        <source>Download it under Models.</source>
        <translation>请在“模型”中下载。</translation>
    </message>
    <message>
        <source>it exited with status {status}</source>
        <translation>它以退出状态 {status} 结束</translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation>它关闭了连接</translation>
    </message>
    <message>
        <source>it crashed ({name})</source>
        <translation>它崩溃了（{name}）</translation>
    </message>
    <message>
        <source>it crashed ({windows_crashes})</source>
        <translation>它崩溃了（{windows_crashes}）</translation>
    </message>
    <message>
        <source>This job is no longer in the list.</source>
        <translation>这个任务已不在列表中。</translation>
    </message>
    <message>
        <source>Only a failed, cancelled or interrupted job can be run again.</source>
        <translation>只有失败、取消或中断的任务才能重新运行。</translation>
    </message>
    <message>
        <source>A line has {widest} characters; over {max_line} is hard to read.</source>
        <translation>有一行长 {widest} 个字符；最多 {max_line} 个才易读。</translation>
    </message>
    <message>
        <source>The caption has {lines} lines; over {room} is hard to read.</source>
        <translation>字幕有 {lines} 行；最多 {room} 行才易读。</translation>
    </message>
    <message>
        <source>The reading speed is {speed} characters per second; up to {max_cps} is comfortable.</source>
        <translation>阅读速度为每秒 {speed} 个字符；{max_cps} 个较舒适。</translation>
    </message>
    <message>
        <source>The caption lasts only {shown} s; under {least} s it flashes by.</source>
        <translation>只显示 {shown} 秒；少于 {least} 秒会一闪而过。</translation>
    </message>
    <message>
        <source>The caption lasts {shown} s; over {most} s, viewers start to read it again.</source>
        <translation>显示 {shown} 秒；超过 {most} 秒观众会重读。</translation>
    </message>
    <message>
        <source>The gap to the next caption is {seconds} s; viewers need {least} s to notice the change.</source>
        <translation>与下一条字幕的间隔为 {seconds} 秒；观众需要 {least} 秒才能看出换了字幕。</translation>
    </message>
    <message>
        <source>The {seconds} s gap before the next caption looks like a flicker; close it.</source>
        <translation>下一条字幕前 {seconds} 秒的间隔看起来像闪烁；请消除它。</translation>
    </message>
    <message>
        <source>There are no captions in this range.</source>
        <translation>此范围内没有字幕。</translation>
    </message>
    <message>
        <source>Move the in and out points, or export the whole sequence.</source>
        <translation>请移动入点和出点，或导出全部内容。</translation>
    </message>
    <message>
        <source>All captions in “{name}” start after the end of the video.</source>
        <translation>{name} 的所有字幕都在视频结束之后才开始。</translation>
    </message>
    <message>
        <source>Check that the captions belong to this video.</source>
        <translation>请检查字幕是否属于这段视频。</translation>
    </message>
    <message>
        <source>{title} does not support {language}.</source>
        <translation>{title} 不支持 {language}。</translation>
    </message>
    <message>
        <source>Choose a Fountain script, which is a plain text file.</source>
        <translation>请提供 Fountain 剧本：纯文本文件。</translation>
    </message>
    <message>
        <source>This job crashed twice, so it will not be retried automatically.</source>
        <translation>这个任务已崩溃两次，不会自动重试。</translation>
    </message>
    <message>
        <source>Change its settings, or run it anyway.</source>
        <translation>请更改设置，或仍然运行。</translation>
    </message>
    <message>
        <source>The job has already started.</source>
        <translation>任务已经开始。</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <translation>请先取消它。</translation>
    </message>
    <message>
        <source>The job has not finished yet.</source>
        <translation>任务还没有结束。</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>There is no engine called “{engine}”.</source>
        <translation>没有名为 {engine} 的引擎。</translation>
    </message>
    <message>
        <source>The job queue is open in another window.</source>
        <translation>任务队列已在另一个窗口中打开。</translation>
    </message>
    <message>
        <source>Free some disk space.</source>
        <translation>请腾出一些磁盘空间。</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>The model process made no progress for {budget} s while {phase} and was stopped.</source>
        <translation>模型进程在“{phase}”时 {budget} 秒没有进展，已被停止。</translation>
    </message>
    <message>
        <source>Try again with a smaller job.</source>
        <translation>请用较小的任务重试。</translation>
    </message>
    <message>
        <source>it sent an invalid message: {message} {detail}</source>
        <translation>它发来了无效的消息：{message} {detail}</translation>
    </message>
    <message>
        <source>Its suffixes must begin with a dot and be lower case.</source>
        <translation>其后缀必须以点开头并为小写。</translation>
    </message>
    <message>
        <source>Use one of: {known}.</source>
        <translation>请使用以下之一：{known}。</translation>
    </message>
    <message>
        <source>the file does not begin with “{header} V1.0”.</source>
        <translation>文件开头不是“{header} V1.0”。</translation>
    </message>
    <message>
        <source>this is not readable SCC.</source>
        <translation>这不是可读的 SCC。</translation>
    </message>
    <message>
        <source>this is not an EBU STL file.</source>
        <translation>这不是 EBU STL 文件。</translation>
    </message>
    <message>
        <source>Export it again as EBU STL, or choose another file.</source>
        <translation>请重新导出为 EBU STL，或选择另一个文件。</translation>
    </message>
    <message>
        <source>this is not a readable EBU STL file.</source>
        <translation>这不是可读的 EBU STL 文件。</translation>
    </message>
    <message>
        <source>[{table}]: {problem}</source>
        <translation>[{table}]：{problem}</translation>
    </message>
    <message>
        <source>[{table}]: {name} is not a time in seconds.</source>
        <translation>[{table}]：{name} 不是以秒为单位的时间。</translation>
    </message>
    <message>
        <source>The rule has no such number.</source>
        <translation>该规则没有这个数值。</translation>
    </message>
    <message>
        <source>[{table}]: {key}: {problem}</source>
        <translation>[{table}]：{key}：{problem}</translation>
    </message>
    <message>
        <source>{task} is not a task of this version.</source>
        <translation>{task} 不是此版本的任务。</translation>
    </message>
    <message>
        <source>It does not declare {name} as an instance of {kind}.</source>
        <translation>它没有把 {name} 声明为 {kind} 的实例。</translation>
    </message>
    <message>
        <source>It has no function called “{name}”.</source>
        <translation>它没有名为“{name}”的函数。</translation>
    </message>
    <message>
        <source>Its file name must consist of letters, digits and underscores.</source>
        <translation>其文件名只能由字母、数字和下划线组成。</translation>
    </message>
    <message>
        <source>Its id is “{id}”, but its file gives “{name}”.</source>
        <translation>其 id 是“{id}”，但文件名给出的是“{name}”。</translation>
    </message>
    <message>
        <source>{message} {hint}</source>
        <translation>{message}{hint}</translation>
    </message>
    <message>
        <source>It was not loaded because “Load my own effects” is off.</source>
        <translation>未载入，因为“载入我自己的效果”已关闭。</translation>
    </message>
    <message>
        <source>Turn it on in Preferences if you trust this file.</source>
        <translation>如果您信任此文件，请在偏好设置中打开它。</translation>
    </message>
    <message>
        <source>A field of its {name} has the wrong type: {error}</source>
        <translation>其 {name} 的某个字段类型错误：{error}</translation>
    </message>
    <message>
        <source>It is not valid TOML: {error}</source>
        <translation>它不是有效的 TOML：{error}</translation>
    </message>
    <message>
        <source>Another file has the same id: “{other}”.</source>
        <translation>另一个文件有相同的 id：“{other}”。</translation>
    </message>
    <message>
        <source>The app already has an entry with this id.</source>
        <translation>应用中已有此 id 的条目。</translation>
    </message>
    <message>
        <source>It has unknown keys: {unknown}.</source>
        <translation>它含有未知的键：{unknown}。</translation>
    </message>
    <message>
        <source>Its suffix must be one of: {known}.</source>
        <translation>其后缀必须是以下之一：{known}。</translation>
    </message>
    <message>
        <source>Its contents are not valid: {problem}</source>
        <translation>其内容无效：{problem}</translation>
    </message>
    <message>
        <source>Its format must be one of: {known}.</source>
        <translation>其格式必须是以下之一：{known}。</translation>
    </message>
    <message>
        <source>its pipe closed unexpectedly</source>
        <translation>它的管道意外关闭</translation>
    </message>
    <message>
        <source>The model process did not start: {reason}.</source>
        <translation>模型进程没有启动：{reason}。</translation>
    </message>
    <message>
        <source>See the details for its last output.</source>
        <translation>请在详细信息中查看它最后的输出。</translation>
    </message>
    <message>
        <source>The model process stopped while listing its engines.</source>
        <translation>模型进程在列出引擎时停止了。</translation>
    </message>
    <message>
        <source>The app and the model process are different versions.</source>
        <translation>应用和模型进程的版本不同。</translation>
    </message>
    <message>
        <source>Restart the app.</source>
        <translation>请重新启动应用。</translation>
    </message>
    <message>
        <source>The worker process could not be started: {strerror}.</source>
        <translation>无法启动模型进程：{strerror}。</translation>
    </message>
    <message>
        <source>Check that the app is installed completely and that memory is free.</source>
        <translation>请检查应用是否完整安装，以及是否有可用内存。</translation>
    </message>
    <message>
        <source>The audio of “{name}” is damaged.</source>
        <translation>{name} 的声音已损坏。</translation>
    </message>
    <message>
        <source>Try another copy, or convert it to another format first.</source>
        <translation>请换一个副本，或先转换为其他格式。</translation>
    </message>
    <message>
        <source>“{name}” has no audio track.</source>
        <translation>{name} 没有音频轨道。</translation>
    </message>
    <message>
        <source>Choose a file with sound.</source>
        <translation>请选择有声音的文件。</translation>
    </message>
    <message>
        <source>This audio exceeds the size limit of a WAV file (4 GB).</source>
        <translation>此声音超过了 WAV 文件的上限（4 GB）。</translation>
    </message>
    <message>
        <source>Choose a shorter part of it.</source>
        <translation>请选择其中较短的一段。</translation>
    </message>
    <message>
        <source>“{name}” is not a video, audio or image file.</source>
        <translation>{name} 不是视频、声音或图片文件。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请换一个文件。</translation>
    </message>
    <message>
        <source>No permission to read “{path}”.</source>
        <translation>没有权限读取 {path}。</translation>
    </message>
    <message>
        <source>Change its permissions.</source>
        <translation>请更改它的权限。</translation>
    </message>
    <message>
        <source>“{name}” appears to be a {name2} file, but its index is missing or damaged.</source>
        <translation>{name} 看起来是 {name2} 文件，但它的索引表缺失或损坏。</translation>
    </message>
    <message>
        <source>Check that the copy, recording or download is complete.</source>
        <translation>请检查复制、录制或下载是否完整。</translation>
    </message>
    <message>
        <source>“{name}” is an image ({form}); it has no frames and no sound.</source>
        <translation>“{name}”是图像（{form}）；它没有帧，也没有声音。</translation>
    </message>
    <message>
        <source>Choose a video or sound file.</source>
        <translation>请选择视频或音频文件。</translation>
    </message>
    <message>
        <source>ffmpeg could not be started.</source>
        <translation>无法启动 ffmpeg。</translation>
    </message>
    <message>
        <source>The bundled ffmpeg program was not found.</source>
        <translation>找不到自带的 ffmpeg 程序。</translation>
    </message>
    <message>
        <source>There is not enough disk space for the output.</source>
        <translation>没有空间存放输出。</translation>
    </message>
    <message>
        <source>ffmpeg stopped reading before the end.</source>
        <translation>ffmpeg 没有读完就停止了。</translation>
    </message>
    <message>
        <source>“{name}” has a video track without any frames.</source>
        <translation>{name} 标有画面流，却一帧也没有。</translation>
    </message>
    <message>
        <source>Check that it is not an audio file.</source>
        <translation>请检查它是不是音频文件。</translation>
    </message>
    <message>
        <source>Frame {index} does not exist.</source>
        <translation>没有第 {index} 帧。</translation>
    </message>
    <message>
        <source>Choose a frame from 0 to {index} of “{name}”.</source>
        <translation>请选择 {name} 的第 0 到 {index} 帧。</translation>
    </message>
    <message>
        <source>No frame of “{name}” could be decoded.</source>
        <translation>无法解码 {name} 的任何一帧。</translation>
    </message>
    <message>
        <source>Try another copy; the file may be damaged.</source>
        <translation>请换一个副本；文件可能已损坏。</translation>
    </message>
    <message>
        <source>“{name}” has more than {max_pixels} million pixels.</source>
        <translation>{name} 超过了 {max_pixels} 百万像素。</translation>
    </message>
    <message>
        <source>Scale it down first.</source>
        <translation>请先缩小它。</translation>
    </message>
    <message>
        <source>“{name}” is damaged or incomplete.</source>
        <translation>{name} 损坏或不完整。</translation>
    </message>
    <message>
        <source>Try another copy.</source>
        <translation>请试试它的另一份副本。</translation>
    </message>
    <message>
        <source>Use PNG, JPEG, WebP, TIFF or BMP.</source>
        <translation>请使用 PNG、JPEG、WebP、TIFF 或 BMP。</translation>
    </message>
    <message>
        <source>“{name}” crashed the decoder and was not imported.</source>
        <translation>{name} 使解码器崩溃，没有导入。</translation>
    </message>
    <message>
        <source>Try another copy; the file is damaged.</source>
        <translation>请换一个副本；文件已损坏。</translation>
    </message>
    <message>
        <source>“{name}” took more than {timeout_s} s to open.</source>
        <translation>打开 {name} 用了超过 {timeout_s} 秒。</translation>
    </message>
    <message>
        <source>Convert it to another format first.</source>
        <translation>请先转换成另一种格式。</translation>
    </message>
    <message>
        <source>The file checker could not be started.</source>
        <translation>无法启动文件检查程序。</translation>
    </message>
    <message>
        <source>“{name}” needs too much memory to open.</source>
        <translation>打开 {name} 需要太多内存。</translation>
    </message>
    <message>
        <source>“{name}” is not a waveform file.</source>
        <translation>{name} 不是波形文件。</translation>
    </message>
    <message>
        <source>Delete the file; it is rebuilt automatically.</source>
        <translation>请删除此文件；它会自动重新生成。</translation>
    </message>
    <message>
        <source>Try another copy; the file may be damaged or incomplete.</source>
        <translation>请换一个副本；文件可能已损坏或不完整。</translation>
    </message>
    <message>
        <source>The audio of “{name}” could not be decoded.</source>
        <translation>无法解码 {name} 的任何声音。</translation>
    </message>
    <message>
        <source>“{name}” contains no video, audio or captions.</source>
        <translation>{name} 不含视频、音频或字幕。</translation>
    </message>
    <message>
        <source>“{name}” is a playlist ({name2}): it only points to other files.</source>
        <translation>{name} 是播放列表（{name2}），它只指向其他文件。</translation>
    </message>
    <message>
        <source>Open the media files themselves.</source>
        <translation>请直接打开媒体文件。</translation>
    </message>
    <message>
        <source>“{parent}” was moved or deleted while it was open; this file was not saved.</source>
        <translation>{parent} 在打开时被移动或删除；此文件未保存。</translation>
    </message>
    <message>
        <source>Open the project from its new location.</source>
        <translation>请在新位置打开项目。</translation>
    </message>
    <message>
        <source>The file of “{name}” is no longer in the project folder.</source>
        <translation>“{name}”的文件已不在项目文件夹中。</translation>
    </message>
    <message>
        <source>Create it again, or restore the media folder from a backup.</source>
        <translation>请重新制作，或从备份中恢复 media 文件夹。</translation>
    </message>
    <message>
        <source>A text or value is larger than {most_body} MB.</source>
        <translation>某段文本或某个值大于 {most_body} MB。</translation>
    </message>
    <message>
        <source>Divide it into smaller parts.</source>
        <translation>请把它分成更小的部分。</translation>
    </message>
    <message>
        <source>{name} holds {what}, more than any project of this app.</source>
        <translation>{name} 含有 {what}，超过本应用的任何项目。</translation>
    </message>
    <message>
        <source>SQLite reports: {line}</source>
        <translation>SQLite 报告：{line}</translation>
    </message>
    <message>
        <source>Restore a copy from the backups folder.</source>
        <translation>请从 backups 中恢复一份副本。</translation>
    </message>
    <message>
        <source>“{name}” is not used.</source>
        <translation>{name} 没有被任何内容使用。</translation>
    </message>
    <message>
        <source>media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Clean up to free disk space.</source>
        <translation>请清理以腾出空间。</translation>
    </message>
    <message>
        <source>Nothing could be read from “{name}”.</source>
        <translation>从 {name} 中什么也读不出来。</translation>
    </message>
    <message>
        <source>{what} of {found} MB is too large and is left out.</source>
        <translation>{what} 有 {found} MB，太大，已被略去。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} does not match its row.</source>
        <translation>{kind} {entity_id} 与它的数据行不一致。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} belongs to {parent}, which does not exist.</source>
        <translation>{kind} {entity_id} 属于不存在的 {parent}。</translation>
    </message>
    <message>
        <source>The file of “{name}” is missing ({where}).</source>
        <translation>“{name}”的文件缺失（{where}）。</translation>
    </message>
    <message>
        <source>Relink it.</source>
        <translation>请重新链接它。</translation>
    </message>
    <message>
        <source>“{name}” has changed since it was stored.</source>
        <translation>{name} 与保存时的内容不同。</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>请从备份中恢复它。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} could not be read: {detail}</source>
        <translation>无法读取 {kind} {entity_id}：{detail}</translation>
    </message>
    <message>
        <source>The {field} of {kind} {entity_id} is {target}, which does not exist.</source>
        <translation>{kind} {entity_id} 的 {field} 指向不存在的 {target}。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>This app does not support objects of type “{kind}”.</source>
        <translation>本应用不支持“{kind}”类型的对象。</translation>
    </message>
    <message>
        <source>A {kind} in the project could not be read.</source>
        <translation>无法读取项目中的一个 {kind}。</translation>
    </message>
    <message>
        <source>Check the project.</source>
        <translation>请检查项目。</translation>
    </message>
    <message>
        <source>An entry in the project could not be read.</source>
        <translation>无法读取项目中的一个条目。</translation>
    </message>
    <message>
        <source>A {kind_of} needs an id.</source>
        <translation>{kind_of} 需要 ID。</translation>
    </message>
    <message>
        <source>The project cannot be removed from itself.</source>
        <translation>不能把项目本身从项目中移除。</translation>
    </message>
    <message>
        <source>A {kind} has a value of the wrong type.</source>
        <translation>有一个 {kind} 的值类型不对。</translation>
    </message>
    <message>
        <source>This step of the history could not be read.</source>
        <translation>无法读取历史记录中的这一步。</translation>
    </message>
    <message>
        <source>The engine “{engine}” cannot be used.</source>
        <translation>无法使用引擎“{engine}”。</translation>
    </message>
    <message>
        <source>No caption is selected. Select one first.</source>
        <translation>未选择字幕。请先选择一条。</translation>
    </message>
    <message>
        <source>There are no captions. Transcribe, import or type some first.</source>
        <translation>没有字幕。请先转写、导入或输入字幕。</translation>
    </message>
    <message>
        <source>No caption has a problem.</source>
        <translation>没有字幕有问题。</translation>
    </message>
    <message>
        <source>Nothing is being exported.</source>
        <translation>没有正在进行的导出。</translation>
    </message>
    <message>
        <source>No image is selected. Generate or select one first.</source>
        <translation>未选择图像。请先生成或选择一张。</translation>
    </message>
    <message>
        <source>There is only one image. Generate another first.</source>
        <translation>只有一张图像。请先再生成一张。</translation>
    </message>
    <message>
        <source>No line is selected. Select one first.</source>
        <translation>未选择台词。请先选择一句。</translation>
    </message>
    <message>
        <source>There are no captions to dub. Transcribe or import captions first.</source>
        <translation>没有可配音的字幕。请先转写或导入字幕。</translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} captions</source>
        <translation>
            <numerusform>删除 {n} 条字幕</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import {n} files</source>
        <translation>
            <numerusform>导入 {n} 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files</source>
        <translation>
            <numerusform>{n} 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Locate {n} missing files…</source>
        <translation>
            <numerusform>查找 {n} 个丢失的文件…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} captions snapped to cuts</source>
        <translation>
            <numerusform>{n} 条字幕已对齐到剪辑点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} captions changed</source>
        <translation>
            <numerusform>已更改 {n} 条字幕</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} images</source>
        <translation>
            <numerusform>删除 {n} 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} images</source>
        <translation>
            <numerusform>{n} 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {jobs} lines could not be spoken. {message}</source>
        <translation>
            <numerusform>{jobs} 句台词中有 {n} 句无法配音。{message}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove {n} lines</source>
        <translation>
            <numerusform>移除 {n} 句台词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines</source>
        <translation>
            <numerusform>{n} 句台词</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” contains no video or audio.</source>
        <translation>{name} 不含视频或音频。</translation>
    </message>
    <message>
        <source>The name of “{shown}” is not valid text.</source>
        <translation>{shown} 的名称不是可读文本。</translation>
    </message>
    <message>
        <source>Rename it first.</source>
        <translation>请先重命名。</translation>
    </message>
    <message>
        <source>“{name}” could not be upgraded to the current version.</source>
        <translation>无法把 {name} 升级到当前版本。</translation>
    </message>
    <message>
        <source>Restore a copy from the project&apos;s backups folder.</source>
        <translation>请从它的 backups 文件夹中恢复一份副本。</translation>
    </message>
    <message>
        <source>“{name}” was not unpacked. {why}</source>
        <translation>没有解包 {name}。{why}</translation>
    </message>
    <message>
        <source>Ask the sender for the pack again.</source>
        <translation>请让对方重新打包。</translation>
    </message>
    <message>
        <source>“{folder}” is not empty.</source>
        <translation>{folder} 不是空的。</translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <translation>请选择一个新文件夹。</translation>
    </message>
    <message>
        <source>It has too many entries, or a duplicate entry.</source>
        <translation>它的条目太多，或有重复。</translation>
    </message>
    <message>
        <source>It contains no project.</source>
        <translation>里面没有项目。</translation>
    </message>
    <message>
        <source>Its entries overlap.</source>
        <translation>它的条目互相重叠。</translation>
    </message>
    <message>
        <source>Its document is too large.</source>
        <translation>它的文档太大。</translation>
    </message>
    <message>
        <source>“{name}” was created by a newer version of this app.</source>
        <translation>{name} 是由本应用的较新版本制作的。</translation>
    </message>
    <message>
        <source>Update the app to open it.</source>
        <translation>请更新应用后再打开。</translation>
    </message>
    <message>
        <source>“{filename}” does not match its recorded size or checksum.</source>
        <translation>“{filename}”与所记录的大小或校验和不符。</translation>
    </message>
    <message>
        <source>Its document is damaged.</source>
        <translation>它的文档已损坏。</translation>
    </message>
    <message>
        <source>It is damaged or is not a pack.</source>
        <translation>它已损坏，或根本不是项目包。</translation>
    </message>
    <message>
        <source>Its compression or encryption is not supported.</source>
        <translation>不支持它的压缩或加密方式。</translation>
    </message>
    <message>
        <source>“{filename}” is a link or is encrypted.</source>
        <translation>“{filename}”是链接，或已加密。</translation>
    </message>
    <message>
        <source>The compression of “{filename}” is not supported.</source>
        <translation>不支持“{filename}”的压缩方式。</translation>
    </message>
    <message>
        <source>“{filename}” expands to an unexpectedly large size.</source>
        <translation>“{filename}”解压后的大小异常。</translation>
    </message>
    <message>
        <source>Its header could not be read.</source>
        <translation>无法读取它的文件头。</translation>
    </message>
    <message>
        <source>“{filename}” does not belong in a pack.</source>
        <translation>“{filename}”不该出现在项目包中。</translation>
    </message>
    <message>
        <source>Rename project</source>
        <translation>重命名项目</translation>
    </message>
    <message>
        <source>“{name}” has no project entry.</source>
        <translation>{name} 缺少项目自己的条目。</translation>
    </message>
    <message>
        <source>The file of “{name}” is not at “{path}”.</source>
        <translation>“{name}”的文件不在 {path}。</translation>
    </message>
    <message>
        <source>{name} changed after this export was added to the queue.</source>
        <translation>{name} 在此导出加入队列后发生了更改。</translation>
    </message>
    <message>
        <source>Add the export to the queue again.</source>
        <translation>请重新将导出加入队列。</translation>
    </message>
    <message>
        <source>The job queue could not be read or written.</source>
        <translation>无法读写任务队列。</translation>
    </message>
    <message>
        <source>The job queue cannot be saved because the disk of “{user_data}” is full.</source>
        <translation>无法保存任务队列，因为“{user_data}”所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Close that window.</source>
        <translation>请关闭那个窗口。</translation>
    </message>
    <message>
        <source>The job queue in “{user_data}” cannot be written.</source>
        <translation>无法写入“{user_data}”中的任务队列。</translation>
    </message>
    <message>
        <source>Change the permissions of that folder, or set STUDIO_HOME to another one.</source>
        <translation>请更改该文件夹的权限，或将 STUDIO_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>The job queue was written by a newer version of the app.</source>
        <translation>任务队列由更新版本的应用写入。</translation>
    </message>
    <message>
        <source>No worker process can be started. {message}</source>
        <translation>无法启动模型进程。{message}</translation>
    </message>
    <message>
        <source>{id} is a {kind}, not a {kind_of}.</source>
        <translation>{id} 是 {kind}，不是 {kind_of}。</translation>
    </message>
    <message>
        <source>“{where}” is a link. The project&apos;s cache is not used, and a temporary one is.</source>
        <translation>“{where}”是链接。不使用项目的缓存，改用临时缓存。</translation>
    </message>
    <message>
        <source>“{name}” is a link. {meaning}</source>
        <translation>“{name}”是链接。{meaning}</translation>
    </message>
    <message>
        <source>Delete the cache folder.</source>
        <translation>请删除缓存文件夹。</translation>
    </message>
    <message>
        <source>Relink it in the library.</source>
        <translation>请在素材库中重新链接它。</translation>
    </message>
    <message>
        <source>{path} is not the file that “{name}” was imported from.</source>
        <translation>{path} 不是导入“{name}”时的文件。</translation>
    </message>
    <message>
        <source>Reload it in the library, or relink it.</source>
        <translation>请在媒体库中重新载入或重新链接它。</translation>
    </message>
    <message>
        <source>“{new_name}” already exists.</source>
        <translation>已经有名为 {new_name} 的内容了。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>“{folder}” already exists.</source>
        <translation>{folder} 已经存在。</translation>
    </message>
    <message>
        <source>“{folder}” already contains a project.</source>
        <translation>{folder} 里已经有项目了。</translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation>请打开它，或换一个文件夹。</translation>
    </message>
    <message>
        <source>{name} was not made. {read_only_reason}</source>
        <translation>未创建 {name}。{read_only_reason}</translation>
    </message>
    <message>
        <source>The file of “{name}” changed after it was imported. Its new content, {what}, is used.</source>
        <translation>“{name}”的文件在导入后发生了更改。现在使用其新内容：{what}。</translation>
    </message>
    <message>
        <source>Reload it in the library.</source>
        <translation>请在媒体库中重新载入它。</translation>
    </message>
    <message>
        <source>Reload media</source>
        <translation>重新载入媒体</translation>
    </message>
    <message>
        <source>The file of “{name}” changed after it was imported. Its new content is used: it lasts {clock} instead of {when}. Clips that reach beyond its end: {number}.</source>
        <translation>“{name}”的文件在导入后发生了更改。现在使用其新内容：时长为 {clock}，原为 {when}。超出其结尾的片段：{number}。</translation>
    </message>
    <message>
        <source>The file of “{name}” changed after it was imported and cannot be used any more.</source>
        <translation>“{name}”的文件在导入后发生了更改，已无法使用。</translation>
    </message>
    <message>
        <source>Put the former file back, or relink it in the library.</source>
        <translation>请放回原来的文件，或在媒体库中重新链接。</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>a sound file</source>
        <translation>音频文件</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The file of “{name}” changed after it was imported. Its new content is used: it lasts {clock} instead of {when}.</source>
        <translation>“{name}”的文件在导入后发生了更改。现在使用其新内容：时长为 {clock}，原为 {when}。</translation>
    </message>
    <message>
        <source>The file of “{name}” changed after it was imported. Its new content is used.</source>
        <translation>“{name}”的文件在导入后发生了更改。现在使用其新内容。</translation>
    </message>
    <message>
        <source>The file of “{name}” is a link or not a regular file.</source>
        <translation>“{name}”的文件是链接或不是普通文件。</translation>
    </message>
    <message>
        <source>Replace it with the file.</source>
        <translation>请用该文件本身替换它。</translation>
    </message>
    <message>
        <source>The stored file of “{name}” is not what was stored.</source>
        <translation>“{name}”的存储文件与存入时不一致。</translation>
    </message>
    <message>
        <source>“{name}” has version {start}, which this app can no longer read.</source>
        <translation>“{name}”的版本是 {start}，本应用已无法读取。</translation>
    </message>
    <message>
        <source>Open it with an older version of the app.</source>
        <translation>请用旧版本的应用打开它。</translation>
    </message>
    <message>
        <source>{name} was not written, because it could not be unpacked again.</source>
        <translation>未写入 {name}，因为它无法再次解包。</translation>
    </message>
    <message>
        <source>Divide the project into smaller ones.</source>
        <translation>请把项目拆分成更小的项目。</translation>
    </message>
    <message>
        <source>{name} was changed meanwhile.</source>
        <translation>{name} 在此期间被更改。</translation>
    </message>
    <message>
        <source>Pack the project again.</source>
        <translation>请重新打包项目。</translation>
    </message>
    <message>
        <source>The recipes in {name} take {total} MB, more than any project&apos;s.</source>
        <translation>{name} 中的配方占 {total} MB，超过任何项目。</translation>
    </message>
    <message>
        <source>“{name}” is not a Backlot Studio project.</source>
        <translation>{name} 不是 Backlot Studio 项目。</translation>
    </message>
    <message>
        <source>Choose a project folder, or the .studio file in it.</source>
        <translation>请选择项目文件夹，或其中的 .studio 文件。</translation>
    </message>
    <message>
        <source>“{name}” does not have the tables of a project.</source>
        <translation>{name} 的数据表不是项目的数据表。</translation>
    </message>
    <message>
        <source>There is no project in “{path}”.</source>
        <translation>{path} 里没有项目。</translation>
    </message>
    <message>
        <source>Choose a folder that contains a .studio file.</source>
        <translation>请选择含有 .studio 文件的文件夹。</translation>
    </message>
    <message>
        <source>“{path}” contains several projects: {names}.</source>
        <translation>{path} 里有好几个项目：{names}。</translation>
    </message>
    <message>
        <source>Choose one of these files.</source>
        <translation>请选择其中一个文件。</translation>
    </message>
    <message>
        <source>“{name}” contains the {kind} “{name2}”, which does not belong in a project.</source>
        <translation>{name} 含有 {kind}“{name2}”，本应用的项目不会有它。</translation>
    </message>
    <message>
        <source>Restore a copy from the project&apos;s backups folder; the file may have been tampered with.</source>
        <translation>它可能被篡改过。请从它的 backups 文件夹中恢复一份副本。</translation>
    </message>
    <message>
        <source>“{name}” is damaged.</source>
        <translation>{name} 已损坏。</translation>
    </message>
    <message>
        <source>Choose another copy.</source>
        <translation>请选择另一份副本。</translation>
    </message>
    <message>
        <source>“{stem}” is open.</source>
        <translation>{stem} 正打开着。</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>请先关闭它。</translation>
    </message>
    <message>
        <source>“{name}” is damaged, so the copy was not kept.</source>
        <translation>{name} 已损坏，没有保留这份副本。</translation>
    </message>
    <message>
        <source>Restore an older copy.</source>
        <translation>请恢复较早的副本。</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Restore from trash</source>
        <translation>从回收站恢复</translation>
    </message>
    <message>
        <source>“{name}” is not the file that “{name2}” was imported from.</source>
        <translation>{name} 不是导入“{name2}”时的文件。</translation>
    </message>
    <message>
        <source>Choose the original file, or replace the asset instead.</source>
        <translation>请选择原来的文件，或改为替换这个素材。</translation>
    </message>
    <message>
        <source>Relink</source>
        <translation>重新链接</translation>
    </message>
    <message>
        <source>Relink media</source>
        <translation>重新链接媒体</translation>
    </message>
    <message>
        <source>Collect files</source>
        <translation>收集文件</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>The disk of {stem} is full. It can be looked at, not changed.</source>
        <translation>{stem} 所在的磁盘已满。项目以只读方式打开。</translation>
    </message>
    <message>
        <source>{message} {stem} can be looked at, not changed.</source>
        <translation>{message}{stem} 以只读方式打开。</translation>
    </message>
    <message>
        <source>{name} has an entry that is larger than any of this app&apos;s.</source>
        <translation>{name} 中有一个条目大于本应用的任何条目。</translation>
    </message>
    <message>
        <source>The folder of “{stem}” is not writable. The project is open as read-only.</source>
        <translation>“{stem}”的文件夹不能写入。项目以只读方式打开。</translation>
    </message>
    <message>
        <source>another window ({who})</source>
        <translation>另一个窗口（{who}）</translation>
    </message>
    <message>
        <source>another window</source>
        <translation>另一个窗口</translation>
    </message>
    <message>
        <source>“{stem}” is already open in {where}. It is open as read-only here.</source>
        <translation>“{stem}”已在{where}中打开。此处以只读方式打开。</translation>
    </message>
    <message>
        <source>The folder of “{stem}” could not be locked. The project is open as read-only.</source>
        <translation>“{stem}”的文件夹无法锁定。项目以只读方式打开。</translation>
    </message>
    <message>
        <source>It was opened as read-only.</source>
        <translation>它是以只读方式打开的。</translation>
    </message>
    <message>
        <source>Open it from its new location, “{place}”.</source>
        <translation>请从它的新位置“{place}”打开。</translation>
    </message>
    <message>
        <source>Open it from its new location.</source>
        <translation>请从它的新位置打开。</translation>
    </message>
    <message>
        <source>“{name}” could not be read or written.</source>
        <translation>无法读写 {name}。</translation>
    </message>
    <message>
        <source>“{stem}” was created by a newer version of this app. Update the app to edit it.</source>
        <translation>{stem} 是由本应用的较新版本制作的；要编辑它，请更新应用。</translation>
    </message>
    <message>
        <source>“{stem}” was moved or deleted while it was open; this change was not saved.</source>
        <translation>{stem} 在打开时被移动或删除，这次更改没有完成。</translation>
    </message>
    <message>
        <source>There is not enough disk space to save “{name}”; the last change was not saved.</source>
        <translation>没有空间写入 {name}，最后一次更改没有完成。</translation>
    </message>
    <message>
        <source>Free some disk space and try again. Everything before this change is saved.</source>
        <translation>请腾出一些磁盘空间后重试。之前的内容都已保存。</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>请检查磁盘。</translation>
    </message>
    <message>
        <source>“{name}” is in use by another program.</source>
        <translation>{name} 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>Close it there and try again.</source>
        <translation>请在那里关闭它后重试。</translation>
    </message>
    <message>
        <source>No permission to read or write “{file}”.</source>
        <translation>没有权限读写 {file}。</translation>
    </message>
    <message>
        <source>Change its permissions or choose another folder.</source>
        <translation>请更改它的权限，或换一个文件夹。</translation>
    </message>
    <message>
        <source>“{file}” already exists.</source>
        <translation>{file} 已经存在。</translation>
    </message>
    <message>
        <source>“{stem}” has been closed.</source>
        <translation>{stem} 已关闭。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开它。</translation>
    </message>
    <message>
        <source>Duplicate the project to work on a copy.</source>
        <translation>请复制项目，在副本上工作。</translation>
    </message>
    <message>
        <source>Duplicating {name}</source>
        <translation>正在复制 {name}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>The project is now called “{name}”</source>
        <translation>项目现在名为 {name}</translation>
    </message>
    <message>
        <source>{damaged} key frames could not be decoded</source>
        <translation>有 {damaged} 个关键帧无法解码</translation>
    </message>
    <message>
        <source>loudness is {lufs} LUFS instead of {target}</source>
        <translation>响度为 {lufs} LUFS，应为 {target}</translation>
    </message>
    <message>
        <source>Opening {stem}</source>
        <translation>正在打开 {stem}</translation>
    </message>
    <message>
        <source>Creating {name}</source>
        <translation>正在新建 {name}</translation>
    </message>
    <message>
        <source>Undone: {label}</source>
        <translation>已撤销：{label}</translation>
    </message>
    <message>
        <source>Redone: {label}</source>
        <translation>已重做：{label}</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>Open or create a project first.</source>
        <translation>请先打开或新建一个。</translation>
    </message>
    <message>
        <source>An internal error occurred.</source>
        <translation>发生内部错误。</translation>
    </message>
    <message>
        <source>Copy the report and send it to the developers.</source>
        <translation>请复制报告并发送给开发者。</translation>
    </message>
    <message>
        <source>No cuts found</source>
        <translation>没有找到剪辑点</translation>
    </message>
    <message>
        <source>There is no video on the timeline.</source>
        <translation>时间线上没有视频。</translation>
    </message>
    <message>
        <source>Needs the model {missing}.</source>
        <translation>需要模型 {missing}。</translation>
    </message>
    <message>
        <source>No compatible model is installed. Put a model folder in “{folder}”.</source>
        <translation>没有安装兼容的模型。请把模型文件夹放到“{folder}”。</translation>
    </message>
    <message>
        <source>There is no {word} “{entity_id}” in this project.</source>
        <translation>这个项目中没有 {word}“{entity_id}”。</translation>
    </message>
    <message>
        <source>{name} stopped with {name2}: {line}</source>
        <translation>{name} 因 {name2} 停止：{line}</translation>
    </message>
    <message>
        <source> {name} asks for {min_vram_mb} MB.</source>
        <translation>{name} 需要 {min_vram_mb} MB。</translation>
    </message>
    <message>
        <source>Add a video there first.</source>
        <translation>请先在那里放一段视频。</translation>
    </message>
    <message>
        <source>No caption starts or ends near a cut</source>
        <translation>没有字幕在剪辑点附近开始或结束</translation>
    </message>
    <message>
        <source>Enter a time such as 12.5, 1:02.5 or 00:01:02:12.</source>
        <translation>请输入 12.5、1:02.5 或 00:01:02:12 这样的时间。</translation>
    </message>
    <message>
        <source>There is no caption track.</source>
        <translation>没有字幕轨道。</translation>
    </message>
    <message>
        <source>This cannot be fixed automatically. Shorten or split the text.</source>
        <translation>这无法自动修正。请缩短或拆分文字。</translation>
    </message>
    <message>
        <source>Replace in captions</source>
        <translation>在字幕中替换</translation>
    </message>
    <message>
        <source>Captions exported to “{name}”</source>
        <translation>字幕已导出到“{name}”</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>已排队</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Reading audio</source>
        <translation>正在读取声音</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>No audio on the timeline.</source>
        <translation>时间线上没有声音。</translation>
    </message>
    <message>
        <source>Drop a video or a recording here.</source>
        <translation>请把视频或录音拖到这里。</translation>
    </message>
    <message>
        <source>No words were recognised.</source>
        <translation>没有识别到任何词。</translation>
    </message>
    <message>
        <source>Try another recogniser or another clip.</source>
        <translation>请换一个识别器或另一个片段。</translation>
    </message>
    <message>
        <source>Add caption track</source>
        <translation>添加字幕轨道</translation>
    </message>
    <message>
        <source>Change caption style</source>
        <translation>字幕样式</translation>
    </message>
    <message>
        <source>Remove caption track</source>
        <translation>移除字幕轨道</translation>
    </message>
    <message>
        <source>Change caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>{seconds} min</source>
        <translation>{seconds} 分钟</translation>
    </message>
    <message>
        <source>{seconds} h</source>
        <translation>{seconds} 小时</translation>
    </message>
    <message>
        <source>{rendered} of {segments} segments rendered, {reused} reused</source>
        <translation>共 {segments} 段，渲染了 {rendered} 段，沿用了 {reused} 段</translation>
    </message>
    <message>
        <source>about {size_words}</source>
        <translation>约 {size_words}</translation>
    </message>
    <message>
        <source>about {duration_words} to export</source>
        <translation>导出约需 {duration_words}</translation>
    </message>
    <message>
        <source>“{folder}” is not a folder.</source>
        <translation>“{folder}”不是文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择一个文件夹。</translation>
    </message>
    <message>
        <source>Making the film; see Jobs for progress</source>
        <translation>正在制作影片；可在“任务”中查看进度</translation>
    </message>
    <message>
        <source>The film is assembled, but some parts could not be made; see Jobs</source>
        <translation>影片已排好，但有部分内容未能制作；请看“任务”</translation>
    </message>
    <message>
        <source>The film is ready to play</source>
        <translation>影片已可以播放</translation>
    </message>
    <message>
        <source>Settings loaded from a {source} image</source>
        <translation>已采用 {source} 图片中的设置</translation>
    </message>
    <message>
        <source>No image engine is ready yet.</source>
        <translation>还没有可用的图像引擎。</translation>
    </message>
    <message>
        <source>The engine “{engine}” is no longer available.</source>
        <translation>引擎“{engine}”已不可用。</translation>
    </message>
    <message>
        <source>Scanning {name}</source>
        <translation>正在扫描 {name}</translation>
    </message>
    <message>
        <source>Searching {name}</source>
        <translation>正在搜索 {name}</translation>
    </message>
    <message>
        <source>{label} at {when}</source>
        <translation>{label}，{when} 处</translation>
    </message>
    <message>
        <source>Take of “{text}”</source>
        <translation>“{text}”的配音</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Image for the scene “{heading}”</source>
        <translation>场景“{heading}”的图片</translation>
    </message>
    <message>
        <source>{name}, {label} at {when}</source>
        <translation>{name}，{label}，{when} 处</translation>
    </message>
    <message>
        <source>No media found in this folder</source>
        <translation>这个文件夹里没有媒体</translation>
    </message>
    <message>
        <source>Found {places} missing files</source>
        <translation>找到 {places} 个缺失的文件</translation>
    </message>
    <message>
        <source>Found 1 missing file</source>
        <translation>找到 1 个缺失的文件</translation>
    </message>
    <message>
        <source>None of the missing files is in this folder</source>
        <translation>缺失的文件都不在这个文件夹里</translation>
    </message>
    <message>
        <source>Rename media</source>
        <translation>重命名媒体</translation>
    </message>
    <message>
        <source>Add to timeline</source>
        <translation>添加到时间线</translation>
    </message>
    <message>
        <source>Star image</source>
        <translation>为图片加星标</translation>
    </message>
    <message>
        <source>Unstar image</source>
        <translation>取消图片的星标</translation>
    </message>
    <message>
        <source>Add image to timeline</source>
        <translation>将图片添加到时间线</translation>
    </message>
    <message>
        <source>The file of this image is missing.</source>
        <translation>这张图片的文件缺失。</translation>
    </message>
    <message>
        <source>Saved “{name}”</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <translation>正在解包 {name}</translation>
    </message>
    <message>
        <source>Importing {what}</source>
        <translation>正在导入 {what}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Add video track</source>
        <translation>添加视频轨道</translation>
    </message>
    <message>
        <source>Video {number}</source>
        <translation>视频 {number}</translation>
    </message>
    <message>
        <source>Add voice track</source>
        <translation>添加配音轨道</translation>
    </message>
    <message>
        <source>Voice {number}</source>
        <translation>配音 {number}</translation>
    </message>
    <message>
        <source>Add audio track</source>
        <translation>添加声音轨道</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Audio {number}</source>
        <translation>声音 {number}</translation>
    </message>
    <message>
        <source>Add music track</source>
        <translation>添加音乐轨道</translation>
    </message>
    <message>
        <source>Music {number}</source>
        <translation>音乐 {number}</translation>
    </message>
    <message>
        <source>Captions {number}</source>
        <translation>字幕 {number}</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>移除轨道</translation>
    </message>
    <message>
        <source>There is nothing under the playhead.</source>
        <translation>播放头下没有内容。</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>制作副本</translation>
    </message>
    <message>
        <source>Mute {track}</source>
        <translation>将“{track}”静音</translation>
    </message>
    <message>
        <source>Unmute {track}</source>
        <translation>取消“{track}”静音</translation>
    </message>
    <message>
        <source>Hide {track}</source>
        <translation>隐藏“{track}”</translation>
    </message>
    <message>
        <source>Show {track}</source>
        <translation>显示“{track}”</translation>
    </message>
    <message>
        <source>Lock {track}</source>
        <translation>锁定“{track}”</translation>
    </message>
    <message>
        <source>Unlock {track}</source>
        <translation>解锁“{track}”</translation>
    </message>
    <message>
        <source>Duck {track} under voices</source>
        <translation>说话时压低“{track}”</translation>
    </message>
    <message>
        <source>Stop ducking {track}</source>
        <translation>不再压低“{track}”</translation>
    </message>
    <message>
        <source>Rename track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在转写</translation>
    </message>
    <message>
        <source> · {clock} left</source>
        <translation> · 剩余 {clock}</translation>
    </message>
    <message>
        <source>“{name}” is no longer there.</source>
        <translation>“{name}”已不在那里。</translation>
    </message>
    <message>
        <source>It was moved or deleted. Export again.</source>
        <translation>它已被移动或删除。请重新导出。</translation>
    </message>
    <message>
        <source>There is no picture here to replace.</source>
        <translation>这里没有可替换的画面。</translation>
    </message>
    <message>
        <source>Move the playhead onto a clip.</source>
        <translation>请把播放头移到片段上。</translation>
    </message>
    <message>
        <source>No image engine is ready on this machine.</source>
        <translation>本机上没有可用的图像引擎。</translation>
    </message>
    <message>
        <source>See Models in the library.</source>
        <translation>请看素材库中的“模型”。</translation>
    </message>
    <message>
        <source>Set keyframe</source>
        <translation>设置关键帧</translation>
    </message>
    <message>
        <source>Remove keyframe</source>
        <translation>移除关键帧</translation>
    </message>
    <message>
        <source>There is nothing to split under the playhead.</source>
        <translation>播放头下没有可拆分的内容。</translation>
    </message>
    <message>
        <source>No clip is selected.</source>
        <translation>没有选中片段。</translation>
    </message>
    <message>
        <source>Select one in the timeline.</source>
        <translation>请在时间线上选择一个。</translation>
    </message>
    <message>
        <source>Select a clip, or move the playhead onto one.</source>
        <translation>请选择一个片段，或把播放头移到片段上。</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>重置“{title}”</translation>
    </message>
    <message>
        <source>No speech engine can run on this machine.</source>
        <translation>没有语音引擎能在本机运行。</translation>
    </message>
    <message>
        <source>Change voice</source>
        <translation>更改声音</translation>
    </message>
    <message>
        <source>Change {label}</source>
        <translation>更改“{label}”</translation>
    </message>
    <message>
        <source>Add speaker</source>
        <translation>添加说话人</translation>
    </message>
    <message>
        <source>Rename speaker</source>
        <translation>重命名说话人</translation>
    </message>
    <message>
        <source>Remove speaker</source>
        <translation>移除说话人</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>编辑台词</translation>
    </message>
    <message>
        <source>Change delivery</source>
        <translation>更改语气</translation>
    </message>
    <message>
        <source>Change speaker</source>
        <translation>更改说话人</translation>
    </message>
    <message>
        <source>Add line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move line</source>
        <translation>移动台词</translation>
    </message>
    <message>
        <source>There are no captions to dub.</source>
        <translation>没有可配音的字幕。</translation>
    </message>
    <message>
        <source>Transcribe or import captions in the Captions workspace.</source>
        <translation>请在“字幕”工作区中转写或导入字幕。</translation>
    </message>
    <message>
        <source>This script has no dialogue.</source>
        <translation>这个剧本没有台词。</translation>
    </message>
    <message>
        <source>Write the speaker&apos;s name in capitals, with the words below it.</source>
        <translation>请写一个大写的名字，下面写所说的话。</translation>
    </message>
    <message>
        <source>{spoken} lines spoken</source>
        <translation>已朗读 {spoken} 句台词</translation>
    </message>
    <message>
        <source>Line spoken</source>
        <translation>台词已朗读</translation>
    </message>
    <message>
        <source>Change level</source>
        <translation>更改音量</translation>
    </message>
    <message>
        <source>Change fade-in</source>
        <translation>更改淡入</translation>
    </message>
    <message>
        <source>Change fade-out</source>
        <translation>更改淡出</translation>
    </message>
    <message>
        <source>There is no unlocked track for “{name}”.</source>
        <translation>没有可放 {name} 的未锁定轨道。</translation>
    </message>
    <message>
        <source>Add a track of this type, or unlock one.</source>
        <translation>请添加一条相应的轨道，或解锁一条。</translation>
    </message>
    <message>
        <source>Replace range</source>
        <translation>替换范围</translation>
    </message>
    <message>
        <source>“{name}” cannot be placed on the timeline.</source>
        <translation>{name} 不能放在时间线上。</translation>
    </message>
    <message>
        <source>Drop a video, audio or image file.</source>
        <translation>请拖入视频、音频或图片文件。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Ripple trim</source>
        <translation>波纹修剪</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>修剪</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Ripple delete</source>
        <translation>波纹删除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close gap</source>
        <translation>合拢空隙</translation>
    </message>
    <message>
        <source>Speed must be between 0.1 and 10.</source>
        <translation>速度必须在 0.1 到 10 之间。</translation>
    </message>
    <message>
        <source>Change speed</source>
        <translation>更改速度</translation>
    </message>
    <message>
        <source>A crossfade needs a clip that ends where this one starts.</source>
        <translation>交叉淡化需要一个在此片段开始处结束的片段。</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>正在重新启动</translation>
    </message>
    <message>
        <source>the system stopped it, probably because memory ran out</source>
        <translation>系统停止了它，很可能是内存不足</translation>
    </message>
    <message>
        <source>The model process stopped unexpectedly: {reason}.</source>
        <translation>模型进程意外停止：{reason}。</translation>
    </message>
    <message>
        <source>Try again. If memory ran out, choose a smaller size or count. Nothing else was affected.</source>
        <translation>请重试。如果是内存不足，请减小尺寸或数量。其他内容没有受影响。</translation>
    </message>
    <message>
        <source>ffmpeg failed: {words}.</source>
        <translation>ffmpeg 失败：{words}。</translation>
    </message>
    <message>
        <source>“{name}” needs {total} MB of disk space.</source>
        <translation>{name} 需要 {total} MB 磁盘空间。</translation>
    </message>
    <message>
        <source>{problems} of {count} files cannot be used.</source>
        <translation>{count} 个文件中有 {problems} 个无法使用。</translation>
    </message>
    <message>
        <source>“{name}” is incomplete: only {length} can be used.</source>
        <translation>{name} 不完整：只有 {length} 可用。</translation>
    </message>
    <message>
        <source>Restoring {stem}</source>
        <translation>正在恢复 {stem}</translation>
    </message>
    <message>
        <source>Restore the copy from {when}.</source>
        <translation>请恢复 {when} 的备份。</translation>
    </message>
    <message>
        <source>Rename clip</source>
        <translation>重命名片段</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>打开声音</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>关闭声音</translation>
    </message>
    <message>
        <source>No audio output device was found; playback is silent</source>
        <translation>找不到音频输出设备；播放没有声音</translation>
    </message>
    <message>
        <source>Move the clips next to each other.</source>
        <translation>请把两个片段挨在一起。</translation>
    </message>
    <message>
        <source>Change crossfade</source>
        <translation>更改交叉淡化</translation>
    </message>
    <message>
        <source>Change {title}</source>
        <translation>更改“{title}”</translation>
    </message>
    <message>
        <source>Update the app.</source>
        <translation>请更新应用。</translation>
    </message>
    <message>
        <source>This change is too large to be kept.</source>
        <translation>此更改太大，无法保存。</translation>
    </message>
    <message>
        <source>Make it in smaller parts.</source>
        <translation>请分成更小的部分进行。</translation>
    </message>
    <message>
        <source>“{name}” is a source file that is in use.</source>
        <translation>“{name}”是正在使用的源文件。</translation>
    </message>
    <message>
        <source>“{path}” is a place for a project&apos;s own files.</source>
        <translation>“{path}”是项目自身文件的位置。</translation>
    </message>
    <message>
        <source>Choose another folder, such as “exports”.</source>
        <translation>请选择另一个文件夹，例如“exports”。</translation>
    </message>
    <message>
        <source>There is no effect called “{effect}”.</source>
        <translation>没有名为“{effect}”的效果。</translation>
    </message>
    <message>
        <source>Update the app, add the effect to the plug-ins folder, or remove it from the clip.</source>
        <translation>请更新应用、将该效果放入插件文件夹，或从片段中移除它。</translation>
    </message>
    <message>
        <source>A default is not allowed: {problem}</source>
        <translation>默认值不被允许：{problem}</translation>
    </message>
    <message>
        <source>The effect “{title}” failed: {reason}</source>
        <translation>效果“{title}”失败：{reason}</translation>
    </message>
    <message>
        <source>Turn it off, or correct its file.</source>
        <translation>请关闭它，或修正其文件。</translation>
    </message>
    <message>
        <source>Go to {workspace}</source>
        <translation>转到{workspace}</translation>
    </message>
    <message>
        <source>Settings are not saved. {message}</source>
        <translation>设置未保存。{message}</translation>
    </message>
    <message>
        <source>It belongs to another workspace.</source>
        <translation>它属于另一个工作区。</translation>
    </message>
    <message>
        <source>“{id}” has no parameter called “{name}”.</source>
        <translation>“{id}”没有名为“{name}”的参数。</translation>
    </message>
    <message>
        <source>Parameters: {names}.</source>
        <translation>参数：{names}。</translation>
    </message>
    <message>
        <source>It cannot be used now.</source>
        <translation>现在无法使用。</translation>
    </message>
    <message>
        <source>There is no command called “{id}”.</source>
        <translation>没有名为“{id}”的命令。</translation>
    </message>
    <message>
        <source>See “studio do --list”.</source>
        <translation>请查看“studio do --list”。</translation>
    </message>
    <message>
        <source>No project is open. Open or create one first.</source>
        <translation>没有打开的项目。请先打开或创建一个。</translation>
    </message>
    <message>
        <source>The project cannot be changed. Open one that is not read-only.</source>
        <translation>该项目不能更改。请打开一个非只读的项目。</translation>
    </message>
    <message>
        <source>The timeline is empty. Add a clip or a caption first.</source>
        <translation>时间线为空。请先添加片段或字幕。</translation>
    </message>
    <message>
        <source>No clip is selected. Select one in the timeline.</source>
        <translation>未选择片段。请在时间线中选择一个。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>There are no edits yet.</source>
        <translation>还没有任何编辑。</translation>
    </message>
    <message>
        <source>There is no script to make a film of. Open a script in the Voice workspace.</source>
        <translation>没有可制作影片的剧本。请在配音工作区打开剧本。</translation>
    </message>
    <message>
        <source>No film is being made.</source>
        <translation>没有正在制作的影片。</translation>
    </message>
    <message>
        <source>This command asks for more in the window.</source>
        <translation>此命令会在窗口中询问更多信息。</translation>
    </message>
    <message>
        <source>Give all of its parameters.</source>
        <translation>请给出其全部参数。</translation>
    </message>
    <message>
        <source>The file is not valid TOML: {error}</source>
        <translation>文件不是有效的 TOML：{error}</translation>
    </message>
    <message>
        <source>“{name}” means nothing in a key map.</source>
        <translation>“{name}”在按键方案中没有意义。</translation>
    </message>
    <message>
        <source>“keys” must be a table.</source>
        <translation>“keys”必须是表。</translation>
    </message>
    <message>
        <source>The keys of “{id}” must be text or a list of texts.</source>
        <translation>“{id}”的按键必须是文本或文本列表。</translation>
    </message>
    <message>
        <source>“{key}” is not a key. Write it as “Ctrl+Shift+K”.</source>
        <translation>“{key}”不是按键。请写成“Ctrl+Shift+K”这样的形式。</translation>
    </message>
    <message>
        <source>{key} runs “{first}”; “{second}” has no key.</source>
        <translation>{key} 运行“{first}”；“{second}”没有按键。</translation>
    </message>
    <message>
        <source>This version does not know the task “{task}”.</source>
        <translation>此版本不认识任务“{task}”。</translation>
    </message>
    <message>
        <source>Reading changed files</source>
        <translation>正在读取已更改的文件</translation>
    </message>
    <message>
        <source>{number} files changed after they were imported. Their new content is used.</source>
        <translation>{number} 个文件在导入后发生了更改。现在使用其新内容。</translation>
    </message>
    <message>
        <source>Add clip</source>
        <translation>添加片段</translation>
    </message>
    <message>
        <source>A clip has {title} only once.</source>
        <translation>一个片段只能有一个“{title}”。</translation>
    </message>
    <message>
        <source>Change its values instead.</source>
        <translation>请改为更改其数值。</translation>
    </message>
    <message>
        <source>Add {title}</source>
        <translation>添加“{title}”</translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation>移除“{title}”</translation>
    </message>
    <message>
        <source>Move {title}</source>
        <translation>移动“{title}”</translation>
    </message>
    <message>
        <source>Turn on {title}</source>
        <translation>打开“{title}”</translation>
    </message>
    <message>
        <source>Turn off {title}</source>
        <translation>关闭“{title}”</translation>
    </message>
    <message>
        <source>Choose another language, or a voice for each character.</source>
        <translation>请选择其他语言，或为每个角色选择声音。</translation>
    </message>
    <message>
        <source>{title} has no voices.</source>
        <translation>{title} 没有提供声音。</translation>
    </message>
    <message>
        <source>Choose another speech engine.</source>
        <translation>请换一个语音引擎。</translation>
    </message>
    <message>
        <source>There is no voice for “{language}”.</source>
        <translation>没有适合“{language}”的声音。</translation>
    </message>
    <message>
        <source>There is no voice called “{wish}”.</source>
        <translation>没有名为“{wish}”的声音。</translation>
    </message>
    <message>
        <source>Choose one in the cast.</source>
        <translation>请在角色表中选择一个。</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>The script has no scenes.</source>
        <translation>剧本里没有场景。</translation>
    </message>
    <message>
        <source>“{text}” contains nothing to speak.</source>
        <translation>“{text}”中没有要说的内容。</translation>
    </message>
    <message>
        <source>“{opener}” is never closed and is read as text.</source>
        <translation>{opener} 没有结束，按文字读取。</translation>
    </message>
    <message>
        <source>[[{note}]] does not name a character.</source>
        <translation>[[{note}]] 没有指明角色。</translation>
    </message>
    <message>
        <source>Put it next to the character&apos;s name, or write [[voice NAME: ...]].</source>
        <translation>请把它放在角色名旁边，或写成 [[voice NAME: ...]]。</translation>
    </message>
    <message>
        <source>{who} has no voice yet.</source>
        <translation>{who} 还没有声音。</translation>
    </message>
    <message>
        <source>Speak “{short}”</source>
        <translation>朗读“{short}”</translation>
    </message>
    <message>
        <source>Preview {voice}</source>
        <translation>试听 {voice}</translation>
    </message>
    <message>
        <source>Speak lines</source>
        <translation>配音台词</translation>
    </message>
    <message>
        <source>Speak line</source>
        <translation>朗读台词</translation>
    </message>
    <message>
        <source>This take belongs to another line.</source>
        <translation>这一版配音属于另一句台词。</translation>
    </message>
    <message>
        <source>Choose take</source>
        <translation>选用配音</translation>
    </message>
    <message>
        <source>Remove take</source>
        <translation>移除配音</translation>
    </message>
    <message>
        <source>Star take</source>
        <translation>为配音加星标</translation>
    </message>
    <message>
        <source>Unstar take</source>
        <translation>取消配音的星标</translation>
    </message>
    <message>
        <source>Add recording</source>
        <translation>添加录音</translation>
    </message>
    <message>
        <source>The speech engine “{engine}” is not available.</source>
        <translation>语音引擎“{engine}”不可用。</translation>
    </message>
    <message>
        <source>A message of {body} bytes exceeds the stream limit.</source>
        <translation>{body} 字节的消息超过了数据流的上限。</translation>
    </message>
    <message>
        <source>A frame of {length} bytes exceeds the limit of {max_frame}.</source>
        <translation>{length} 字节的帧超过了上限 {max_frame}。</translation>
    </message>
    <message>
        <source>The stream ended in the middle of a message.</source>
        <translation>数据流在一条消息中间结束了。</translation>
    </message>
    <message>
        <source>The app sent an unknown message to the model process.</source>
        <translation>应用向模型进程发送了未知的消息。</translation>
    </message>
    <message>
        <source>The model process sent an unknown message.</source>
        <translation>模型进程发来了未知的消息。</translation>
    </message>
    <message>
        <source>{label} must be on or off.</source>
        <translation>“{label}”只能是开或关。</translation>
    </message>
    <message>
        <source>{label} must be a whole number.</source>
        <translation>“{label}”必须是整数。</translation>
    </message>
    <message>
        <source>{label} must be at least {minimum}{unit}.</source>
        <translation>“{label}”不能小于 {minimum}{unit}。</translation>
    </message>
    <message>
        <source>{label} must be at most {maximum}{unit}.</source>
        <translation>“{label}”不能大于 {maximum}{unit}。</translation>
    </message>
    <message>
        <source>{label} must be a number.</source>
        <translation>“{label}”必须是数字。</translation>
    </message>
    <message>
        <source>{label} must be one of {choices}.</source>
        <translation>“{label}”必须是 {choices} 之一。</translation>
    </message>
    <message>
        <source>{label} must be text.</source>
        <translation>“{label}”必须是文字。</translation>
    </message>
    <message>
        <source>{title} has no setting called “{name}”.</source>
        <translation>{title} 没有名为 {name} 的设置。</translation>
    </message>
    <message>
        <source>The engine reported a result that it did not write: “{name}”.</source>
        <translation>引擎报告了一个它没有写入的结果：{name}。</translation>
    </message>
    <message>
        <source>The GPU {device} cannot be used.</source>
        <translation>不能使用显卡 {device}。</translation>
    </message>
    <message>
        <source>Choose another device in Preferences.</source>
        <translation>请在偏好设置中选择另一个设备。</translation>
    </message>
    <message>
        <source>Needs the Python package {missing}.</source>
        <translation>需要 Python 包 {missing}。</translation>
    </message>
    <message>
        <source>{name} failed with {name2}.</source>
        <translation>{name} 因 {name2} 失败。</translation>
    </message>
    <message>
        <source>The GPU</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>The computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>See the job&apos;s details for the full report.</source>
        <translation>请在任务的详细信息中查看完整报告。</translation>
    </message>
    <message>
        <source>{where} does not have enough free memory for this job.{needs}</source>
        <translation>{where}的可用内存不够完成这个任务。{needs}</translation>
    </message>
    <message>
        <source>Choose a smaller size or count, or close other programs.</source>
        <translation>请减小尺寸或数量，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is not enough disk space for the result.</source>
        <translation>磁盘上没有存放结果的空间了。</translation>
    </message>
    <message>
        <source>The GPU reported an error. The model will be restarted.</source>
        <translation>显卡报告了错误，模型会重新启动。</translation>
    </message>
    <message>
        <source>Try again. If this happens again, update the graphics driver.</source>
        <translation>请重试。如果再次出现，请更新显卡驱动。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>loading model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>The engine sent data that could not be passed on.</source>
        <translation>引擎发来了无法传递的数据。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark keeps the focus on the picture.</source>
        <translation>深色让目光留在画面上。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Interface language; takes effect after a restart.</source>
        <translation>界面语言；下次启动时生效。</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Turns off animations.</source>
        <translation>不使用动画。</translation>
    </message>
    <message>
        <source>Key map</source>
        <translation>按键方案</translation>
    </message>
    <message>
        <source>Which keys run which command; see the page of keys.</source>
        <translation>哪些按键运行哪些命令；见“按键”页。</translation>
    </message>
    <message>
        <source>New project location</source>
        <translation>新项目位置</translation>
    </message>
    <message>
        <source>Folder where new projects are created.</source>
        <translation>新项目所在的文件夹。</translation>
    </message>
    <message>
        <source>Open last project on startup</source>
        <translation>启动时打开上次的项目</translation>
    </message>
    <message>
        <source>If off, the start page is shown.</source>
        <translation>否则显示开始页。</translation>
    </message>
    <message>
        <source>Snapshots to keep</source>
        <translation>保留的快照</translation>
    </message>
    <message>
        <source>Verified copies of the project document; older ones are thinned out.</source>
        <translation>经过校验的项目文档副本，随时间逐渐减少。</translation>
    </message>
    <message>
        <source>Create proxies</source>
        <translation>生成代理文件</translation>
    </message>
    <message>
        <source>Lightweight copies of long videos for smooth scrubbing.</source>
        <translation>长视频的轻量副本，便于流畅拖动预览。</translation>
    </message>
    <message>
        <source>Frame cache</source>
        <translation>画面缓存</translation>
    </message>
    <message>
        <source>Maximum memory for decoded frames.</source>
        <translation>已解码画面可使用的内存。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Takes effect after a restart. Automatic uses the first GPU with enough free memory, or else the CPU.</source>
        <translation>下次启动时生效。“自动”使用第一块有余量的 GPU，否则使用处理器。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>First GPU</source>
        <translation>第一块显卡</translation>
    </message>
    <message>
        <source>Second GPU</source>
        <translation>第二块显卡</translation>
    </message>
    <message>
        <source>Keep models loaded</source>
        <translation>保持模型加载</translation>
    </message>
    <message>
        <source>Minutes a model stays in memory after its last job.</source>
        <translation>最后一个任务结束后模型在内存中保留的分钟数。</translation>
    </message>
    <message>
        <source>Notify me when a job ends</source>
        <translation>任务结束时通知我</translation>
    </message>
    <message>
        <source>Only when the window is in the background.</source>
        <translation>仅当窗口不在前台时。</translation>
    </message>
    <message>
        <source>Load my own effects</source>
        <translation>载入我自己的效果</translation>
    </message>
    <message>
        <source>Takes effect after a restart. Effects and caption rules in the plug-ins folder run inside the app, so only add files you trust.</source>
        <translation>重新启动后生效。插件文件夹中的效果和字幕规则在应用内运行，因此只添加您信任的文件。</translation>
    </message>
    <message>
        <source>Export location</source>
        <translation>导出位置</translation>
    </message>
    <message>
        <source>Empty: the project&apos;s exports folder.</source>
        <translation>留空：项目自己的 exports 文件夹。</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>Size preset</source>
        <translation>尺寸预设</translation>
    </message>
    <message>
        <source>Custom size</source>
        <translation>自定义尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>交换宽高</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What would you like to make?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Make an image</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Describe it in words and watch it appear.</source>
        <translation>用文字描述，看它逐渐呈现。</translation>
    </message>
    <message>
        <source>Caption a video</source>
        <translation>为视频添加字幕</translation>
    </message>
    <message>
        <source>Drop a video to turn its speech into captions.</source>
        <translation>拖入视频，其中的话语会变成字幕。</translation>
    </message>
    <message>
        <source>Dub a video</source>
        <translation>为视频配音</translation>
    </message>
    <message>
        <source>Speak a video&apos;s captions in another voice.</source>
        <translation>用另一种声音重新朗读视频的字幕。</translation>
    </message>
    <message>
        <source>Backlot Studio did not close properly last time. Your work is safe: every edit was saved as you made it.</source>
        <translation>Backlot Studio 上次未正常退出。您的工作没有丢失：每次编辑都已即时保存。</translation>
    </message>
    <message>
        <source>This has happened {count} times in a row. See the log in the data folder for details.</source>
        <translation>已连续发生 {count} 次；数据文件夹中的日志有更多信息。</translation>
    </message>
    <message>
        <source>Reopen {name}</source>
        <translation>重新打开 {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Film from a script…</source>
        <translation>用剧本制作影片…</translation>
    </message>
    <message>
        <source>Watch the sample film</source>
        <translation>观看示例影片</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Runs on this machine only. Nothing is sent anywhere, and models are downloaded only when you ask.</source>
        <translation>仅在本机运行。不会向外发送任何内容，只在您要求时才下载模型。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Jobs are not saved</source>
        <translation>任务未保存</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>loading a model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
</context>
<context>
    <name>StyleEditor</name>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描边</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Background box</source>
        <translation>文字底框</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>顶部</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>底部</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边距</translation>
    </message>
</context>
<context>
    <name>TimeLabel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>TimecodeField</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Drop videos, images or audio here</source>
        <translation>将视频、图片或声音拖到这里</translation>
    </message>
    <message>
        <source>Open a project to see its timeline</source>
        <translation>打开项目以查看时间线</translation>
    </message>
    <message>
        <source>Split at playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close gap</source>
        <translation>合拢空隙</translation>
    </message>
    <message>
        <source>Mute track</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Duck under voices</source>
        <translation>在人声下压低</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>删除轨道</translation>
    </message>
    <message>
        <source>Rename track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Crossfade from previous clip</source>
        <translation>从前一片段交叉淡化</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Ripple delete</source>
        <translation>波纹删除</translation>
    </message>
    <message>
        <source>Add track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>Video track</source>
        <translation>视频轨道</translation>
    </message>
    <message>
        <source>Caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>Voice track</source>
        <translation>配音轨道</translation>
    </message>
    <message>
        <source>Audio track</source>
        <translation>声音轨道</translation>
    </message>
    <message>
        <source>Music track</source>
        <translation>音乐轨道</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
</context>
<context>
    <name>TimelineDock</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Add track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>Split at playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Snap to edges</source>
        <translation>吸附到边缘</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom to fit</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
    <message>
        <source>Unmute track</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Mute track</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Show track</source>
        <translation>显示轨道</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Unlock track</source>
        <translation>解锁轨道</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Stop ducking under voices</source>
        <translation>不再在人声下压低</translation>
    </message>
    <message>
        <source>Duck under voices</source>
        <translation>在人声下压低</translation>
    </message>
    <message>
        <source>Missing file: relink it in the library</source>
        <translation>文件丢失：请在素材库中重新链接</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Backlot Studio</source>
        <translation>Backlot Studio</translation>
    </message>
    <message>
        <source>Project name</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>{name} (read only)</source>
        <translation>{name}（只读）</translation>
    </message>
    <message>
        <source>Project {name}</source>
        <translation>项目 {name}</translation>
    </message>
    <message>
        <source>Project: rename, duplicate, close</source>
        <translation>项目：重命名、复制、关闭</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Jobs · {count}</source>
        <translation>任务 · {count}</translation>
    </message>
    <message>
        <source>Jobs, {count} active</source>
        <translation>任务，{count} 个进行中</translation>
    </message>
</context>
<context>
    <name>TrackBar</name>
    <message>
        <source>Caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>Add caption track</source>
        <translation>添加字幕轨道</translation>
    </message>
    <message>
        <source>Import captions or media</source>
        <translation>导入字幕或媒体</translation>
    </message>
    <message>
        <source>Export captions as SRT, VTT or ASS</source>
        <translation>将字幕导出为 SRT、VTT 或 ASS</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Transcribe speech on the timeline into captions</source>
        <translation>为时间线上说的话生成字幕</translation>
    </message>
    <message>
        <source>Detecting cuts…</source>
        <translation>正在检测剪辑点…</translation>
    </message>
    <message>
        <source>Detecting cuts, {percent} %</source>
        <translation>正在检测剪辑点，{percent} %</translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <translation>来源：{name}</translation>
    </message>
    <message>
        <source>Source to transcribe</source>
        <translation>要转写的内容</translation>
    </message>
</context>
<context>
    <name>UseMeter</name>
    <message>
        <source>GPU {share} %</source>
        <translation>GPU {share} %</translation>
    </message>
    <message>
        <source>CPU {share} %</source>
        <translation>CPU {share} %</translation>
    </message>
    <message>
        <source>CPU load across all programs</source>
        <translation>处理器的忙碌程度（所有程序合计）</translation>
    </message>
</context>
<context>
    <name>VideoInspector</name>
    <message>
        <source>Clip label</source>
        <translation>片段标签</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Select clip at playhead</source>
        <translation>选择播放头处的片段</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Crossfade</source>
        <translation>交叉淡化</translation>
    </message>
    <message>
        <source>From the previous clip; this clip and all later ones move left</source>
        <translation>从前一片段淡入；此片段及其后所有片段左移</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Audio on</source>
        <translation>声音开</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>淡入</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>淡出</translation>
    </message>
    <message>
        <source>Several items are selected. Select one clip to edit it.</source>
        <translation>选择了多项。请只选一个片段来设置。</translation>
    </message>
    <message>
        <source>Select a clip to adjust its position, crop, colour, speed and audio.</source>
        <translation>选择片段，可调整位置、裁切、色彩、速度和声音。</translation>
    </message>
    <message>
        <source>This clip&apos;s media is missing.</source>
        <translation>此片段的素材已不存在。</translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Go to Export with the marked range</source>
        <translation>带着标记的区间前往导出</translation>
    </message>
    <message>
        <source>Edit your film</source>
        <translation>剪辑影片</translation>
    </message>
    <message>
        <source>Drop videos, images and audio here. The first video sets the film&apos;s frame size and rate.</source>
        <translation>将视频、图片和声音拖到这里。第一个视频决定影片的尺寸和帧率。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Make film from current script</source>
        <translation>用当前剧本制作影片</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Split at playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Trim start to playhead</source>
        <translation>将开头裁剪到播放头</translation>
    </message>
    <message>
        <source>Trim end to playhead</source>
        <translation>将结尾裁剪到播放头</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Ripple delete</source>
        <translation>波纹删除</translation>
    </message>
    <message>
        <source>Replace frame or range</source>
        <translation>替换帧或区间</translation>
    </message>
    <message>
        <source>Save frame as PNG</source>
        <translation>将画面存为 PNG</translation>
    </message>
    <message>
        <source>Add {name} at {time}</source>
        <translation>在 {time} 处添加 {name}</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 个文件</translation>
    </message>
    <message>
        <source>Overwrites what is there.</source>
        <translation>会覆盖那里原有的内容。</translation>
    </message>
    <message>
        <source>Library selection</source>
        <translation>素材库中所选的内容</translation>
    </message>
    <message>
        <source>Add media at playhead</source>
        <translation>在播放头处添加素材</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Nothing to show yet</source>
        <translation>还没有画面</translation>
    </message>
    <message>
        <source>Add a video, an image or audio to the timeline.</source>
        <translation>将视频、图片或声音添加到时间线。</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>播放头</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Go to start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Go to end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Mark in</source>
        <translation>设为入点</translation>
    </message>
    <message>
        <source>Mark out</source>
        <translation>设为出点</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>No audio device: video plays in real time without sound.</source>
        <translation>没有音频设备：画面按时钟无声播放。</translation>
    </message>
    <message>
        <source>No audio device</source>
        <translation>没有音频设备</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>{size}, {rate} frames per second</source>
        <translation>{size}，每秒 {rate} 帧</translation>
    </message>
    <message>
        <source>Playhead; type a time: 12.5, 1:02 or 00:00:01:12. Frame {frame}</source>
        <translation>播放头；可输入时间：12.5、1:02 或 00:00:01:12。第 {frame} 帧</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open script</source>
        <translation>打开剧本</translation>
    </message>
    <message>
        <source>Scripts ({kinds})</source>
        <translation>剧本（{kinds}）</translation>
    </message>
    <message>
        <source>Import lines from {name}</source>
        <translation>读取 {name} 的台词</translation>
    </message>
    <message>
        <source>Unchanged lines keep their takes</source>
        <translation>未改动的台词保留已有配音</translation>
    </message>
    <message>
        <source>Use {name} as a take</source>
        <translation>将 {name} 用作一版配音</translation>
    </message>
</context>
<context>
    <name>VoiceStart</name>
    <message>
        <source>Add voices to your film</source>
        <translation>为影片配音</translation>
    </message>
    <message>
        <source>Paste script</source>
        <translation>粘贴剧本</translation>
    </message>
    <message>
        <source>Import the Fountain script on the clipboard (Ctrl+V)</source>
        <translation>读取剪贴板中的 Fountain 剧本 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Write a line</source>
        <translation>写一句台词</translation>
    </message>
    <message>
        <source>Open script…</source>
        <translation>打开剧本…</translation>
    </message>
    <message>
        <source>Open sample script</source>
        <translation>打开示例剧本</translation>
    </message>
    <message>
        <source>Dub captions</source>
        <translation>为字幕配音</translation>
    </message>
    <message>
        <source>Speak the captions in another voice, keeping their timing.</source>
        <translation>用另一种声音朗读字幕，每条都对准自己的时间。</translation>
    </message>
    <message>
        <source>Drop a Fountain script here.</source>
        <translation>将 Fountain 剧本拖到这里。</translation>
    </message>
</context>
<context>
    <name>VoiceTable</name>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Not spoken</source>
        <translation>未配音</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>需更新</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>已配音</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>配音中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation>还没有文字</translation>
    </message>
    <message>
        <source>Text, voice or delivery has changed since the line was spoken.</source>
        <translation>配音后，台词、声音或语气有改动。</translation>
    </message>
    <message>
        <source>Longer than the time available, even when spoken faster.</source>
        <translation>即使加快语速，也超出可用时长。</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
</context>
<context>
    <name>WindowContents</name>
    <message>
        <source>This workspace is not in this build</source>
        <translation>此版本不含该工作区</translation>
    </message>
    <message>
        <source>Coming in a later version.</source>
        <translation>将在以后的版本中提供。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>WindowShell</name>
    <message>
        <source>Projects (*.studio *.studiopack)</source>
        <translation>项目 (*.studio *.studiopack)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Video and audio (*)</source>
        <translation>视频和声音 (*)</translation>
    </message>
    <message>
        <source>Make a film from a script</source>
        <translation>用剧本制作影片</translation>
    </message>
    <message>
        <source>Scripts ({kinds})</source>
        <translation>剧本（{kinds}）</translation>
    </message>
</context>
<context>
    <name>_FlowModel</name>
    <message>
        <source>{title}, starred</source>
        <translation>{title}，已加星标</translation>
    </message>
</context>
<context>
    <name>_LibraryModel</name>
    <message>
        <source>Missing</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
</context>
<context>
    <name>_TakeLine</name>
    <message>
        <source>Recording {number}</source>
        <translation>录音 {number}</translation>
    </message>
    <message>
        <source>Take {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Play take {number}</source>
        <translation>播放第 {number} 版</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Star this take</source>
        <translation>给此版加星标</translation>
    </message>
    <message>
        <source>Delete take {number}</source>
        <translation>删除第 {number} 版</translation>
    </message>
</context>
</TS>
